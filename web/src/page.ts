// Puts sections on the page, and at an update changes only what changed: what is open stays open, focus stays put.
import { h, fill, write, type Child } from "./dom";
import { Part, type Drawing } from "./sight";
import { shorten } from "./text";
import { penOf, type Block, type Figure, type Section, type View } from "./view";

const printedWidth = { wide: 820, small: 256 };

class FigureView extends Part {
  readonly element: HTMLElement;
  private readonly heading: HTMLElement;
  private readonly box = h("div", { class: "drawing" });
  private readonly note = h("figcaption", { class: "note" });
  private readonly details: HTMLDetailsElement;
  private readonly tableBox = h("div");
  private width = 0;
  private drawnWidth = 0;
  private tableStale = true;

  constructor(
    private figure: Figure,
    private view: View,
    small: boolean,
    drawing: Drawing,
  ) {
    super(drawing);
    this.heading = h("h3", { id: `title-${figure.id}` });
    this.details = h(
      "details",
      { class: "behind", ontoggle: () => this.fillTable() },
      h("summary", {}, view.words.say("table_of")),
      this.tableBox,
    );
    this.element = h("figure", { class: small ? "small" : "wide", "data-figure": figure.id });
    this.element.append(this.heading, this.box, this.note, this.details);
    if (small) this.element.insertBefore(this.note, this.box);
    this.draw();
  }

  update(figure: Figure, view: View): void {
    this.figure = figure;
    this.view = view;
    this.change();
  }

  protected draw(): void {
    const { title, note, table } = this.figure;
    write(this.heading, shorten(title ?? "", 160));
    this.heading.hidden = !title;
    fill(this.note, note);
    this.note.hidden = !note;
    this.details.hidden = !table;
    this.tableStale = true;
    this.fillTable();
    this.drawnWidth = 0;
    this.drawAt(this.width);
  }

  private fillTable(): void {
    if (!this.details.open || !this.tableStale || !this.figure.table) return;
    fill(this.tableBox, this.figure.table());
    this.tableStale = false;
  }

  /** The box's width as last observed: asking for it in between would lay the page out once for each chart. */
  resize(width: number): void {
    this.width = width;
    this.drawAt(width);
  }

  drawAt(width: number): void {
    this.catchUp();
    const whole = Math.floor(width);
    if (whole < 60 || whole === this.drawnWidth) return;
    this.drawnWidth = whole;
    this.box.replaceChildren(this.figure.draw(penOf(this.view, whole)));
  }

  /** As wide as paper is; and as the screen is. */
  print(): void {
    this.drawAt(this.element.classList.contains("small") ? printedWidth.small : printedWidth.wide);
  }
  unprint(): void {
    this.drawAt(this.width);
  }

  get container(): HTMLElement {
    return this.box;
  }
}

/** A part that is built anew. */
class NodeView extends Part {
  readonly element = h("div", { class: "block" });
  private make: () => Child = () => null;

  update(make: () => Child): void {
    this.make = make;
    this.change();
    if (!this.element.firstChild) this.catchUp();
  }

  protected draw(): void {
    const open = [...this.element.querySelectorAll("details")].map((details) => details.open);
    fill(this.element, this.make());
    this.element.querySelectorAll("details").forEach((details, i) => (details.open = open[i] ?? details.open));
  }
}

class SectionView {
  readonly element: HTMLElement;
  private readonly title: HTMLElement;
  private readonly lead = h("p", { class: "lead" });
  private readonly body = h("div", { class: "body" });
  private slots: (HTMLElement | NodeView)[] = [];
  private shape = "";

  constructor(id: string) {
    this.title = h("h2", { id: `${id}-title` });
    this.element = h("section", { id, "aria-labelledby": `${id}-title`, tabindex: -1 }, this.title, this.lead, this.body);
  }

  update(section: Section, page: Page, view: View): void {
    write(this.title, section.title);
    write(this.lead, section.lead ?? "");
    this.lead.hidden = !section.lead;
    const shape = JSON.stringify(section.blocks.map(describe));
    if (shape !== this.shape) {
      this.shape = shape;
      for (const slot of this.slots) if (slot instanceof NodeView) page.forget(slot);
      this.slots = section.blocks.map((block) =>
        "node" in block ? page.node() : h("div", { class: "grid" in block ? "grid" : "block" }),
      );
      this.body.replaceChildren(...this.slots.map((slot) => (slot instanceof NodeView ? slot.element : slot)));
    }
    section.blocks.forEach((block, i) => {
      const slot = this.slots[i];
      if (slot instanceof NodeView) {
        if ("node" in block) slot.update(block.node);
        return;
      }
      if ("node" in block) return;
      const figures = "grid" in block ? block.grid : [block.figure];
      for (const figure of figures) {
        const shown = page.figure(figure, view, "grid" in block);
        if (shown.element.parentElement !== slot) slot.append(shown.element);
      }
    });
  }
}

function describe(block: Block): unknown {
  if ("node" in block) return "node";
  return "grid" in block ? block.grid.map((figure) => figure.id) : block.figure.id;
}

export class Page {
  private readonly sections = new Map<string, SectionView>();
  private readonly figures = new Map<string, FigureView>();
  private readonly byBox = new Map<Element, FigureView | NodeView>();
  private readonly sizes: ResizeObserver;
  private readonly sights: IntersectionObserver[];

  constructor(
    private readonly root: HTMLElement,
    private readonly drawing: Drawing,
  ) {
    this.sizes = new ResizeObserver((entries) => {
      for (const entry of entries) {
        const shown = this.byBox.get(entry.target);
        if (shown instanceof FigureView) shown.resize(entry.contentRect.width);
      }
    });
    const sight = (where: "near" | "seen", rootMargin: string) =>
      new IntersectionObserver(
        (entries) => {
          for (const entry of entries) this.byBox.get(entry.target)?.look(where, entry.isIntersecting);
        },
        { rootMargin },
      );
    this.sights = drawing === "when seen" ? [sight("near", "200px 0px"), sight("seen", "0px")] : [];
    // Paper has its own width, whatever the window had.
    window.addEventListener("beforeprint", () => {
      for (const part of this.byBox.values()) part.catchUp();
      for (const figure of this.figures.values()) figure.print();
    });
    window.addEventListener("afterprint", () => {
      for (const figure of this.figures.values()) figure.unprint();
    });
  }

  show(view: View, sections: Section[]): void {
    const wanted = new Set(sections.map((section) => section.id));
    for (const [id, shown] of this.sections) {
      if (!wanted.has(id)) {
        shown.element.remove();
        this.sections.delete(id);
      }
    }
    let before: Element | null = null;
    for (const section of sections) {
      let shown = this.sections.get(section.id);
      if (!shown) {
        shown = new SectionView(section.id);
        this.sections.set(section.id, shown);
      }
      const place: Element | null = before ? before.nextElementSibling : this.root.firstElementChild;
      if (place !== shown.element) this.root.insertBefore(shown.element, place);
      shown.update(section, this, view);
      before = shown.element;
    }
  }

  node(): NodeView {
    const shown = new NodeView(this.drawing);
    this.watch(shown, shown.element);
    return shown;
  }

  forget(shown: NodeView): void {
    this.byBox.delete(shown.element);
    for (const sight of this.sights) sight.unobserve(shown.element);
  }

  figure(figure: Figure, view: View, small: boolean): FigureView {
    const known = this.figures.get(figure.id);
    if (known) {
      known.update(figure, view);
      return known;
    }
    const shown = new FigureView(figure, view, small, this.drawing);
    this.figures.set(figure.id, shown);
    // An open table can be in sight while its chart is not.
    this.watch(shown, shown.element);
    this.byBox.set(shown.container, shown);
    this.sizes.observe(shown.container);
    return shown;
  }

  private watch(shown: FigureView | NodeView, box: Element): void {
    this.byBox.set(box, shown);
    for (const sight of this.sights) sight.observe(box);
  }
}
