// The live page: controls on one side, the report's own sections on the other, and the server in between.
import { Axes } from "./charts/frame";
import { fill, h } from "./dom";
import { Client, Refusal, type Opening, type Scenario } from "./live/api";
import { carry } from "./live/carry";
import { exportFile, SaveDialog } from "./live/files";
import { LiveWords, type LiveKey } from "./live/messages";
import { Panel } from "./live/panel";
import { Runner, type Outcome } from "./live/runner";
import { fromHash, Store, toHash, untouched } from "./live/state";
import { Ticker } from "./live/ticker";
import { Comparer, compareSection, VariantList } from "./live/variants";
import { Numbers } from "./numbers";
import { Page } from "./page";
import type { PageData } from "./page_data";
import { sectionsOf } from "./sections";
import { Words } from "./text";
import type { View } from "./view";

class Live {
  private readonly words: LiveWords;
  private readonly pageWords: Words;
  private readonly numbers: Numbers;
  private readonly axes = new Axes("steady");
  private readonly store = new Store(fromHash(location.hash) ?? untouched);
  private readonly main = h("main", { id: "sections" });
  private readonly page = new Page(this.main, "when seen");
  private readonly ticker: Ticker;
  private readonly runner: Runner;
  private readonly comparer: Comparer;
  private readonly panel: Panel;
  private data: PageData | null = null;
  private moved = performance.now();
  private ran = "";
  /** Whether what is shown is the file's own answer. */
  private answersFile = false;
  private saving: ReturnType<typeof setTimeout> | undefined;

  constructor(
    opening: Opening,
    scenario: Scenario,
    private readonly client: Client,
  ) {
    this.words = new LiveWords(opening.lang);
    this.pageWords = new Words(opening.lang);
    this.numbers = new Numbers(opening.lang, scenario.currency);
    this.ticker = new Ticker(this.numbers, this.words);
    this.runner = new Runner(client, scenario.limits, {
      answered: (outcome) => this.answered(outcome),
      refused: (refusal) => this.refused(refusal),
      gone: () => this.ticker.say(this.words.say("status_gone"), "trouble"),
      // What is slow comes by itself: who reads the figures need not wait for it.
      running: (kind) => {
        if (kind === "deep") return;
        this.main.setAttribute("aria-busy", "true");
        document.documentElement.removeAttribute("data-deep");
      },
    });
    this.comparer = new Comparer(client, this.store, this.words, this.runner.id, scenario.limits.full, () => this.show());
    this.panel = new Panel(scenario, this.store, this.numbers, this.words);
    this.lay(scenario);
    this.store.listen(() => this.changed());
    window.addEventListener("hashchange", () => {
      const state = location.hash ? fromHash(location.hash) : untouched;
      if (state && toHash(state) !== toHash(this.store.state)) this.store.replace(state);
    });
    this.keys();
    this.changed();
  }

  private button(key: LiveKey, act: () => void, kind = ""): HTMLButtonElement {
    return h("button", { type: "button", class: kind, "data-act": key, onclick: act }, this.words.say(key));
  }

  private lay(scenario: Scenario): void {
    const { words, store, client } = this;
    const variants = new VariantList(store, words);
    const saver = new SaveDialog(client, store, words);
    const undo = this.button("undo", () => store.undo());
    const redo = this.button("redo", () => store.redo());
    const reset = this.button("reset", () => store.change({ edits: {}, off: [] }));
    const restate = () => {
      undo.disabled = !store.canUndo;
      redo.disabled = !store.canRedo;
      reset.disabled = !Object.keys(store.state.edits).length && !store.state.off.length;
    };
    store.listen(restate);
    restate();
    const panel = h(
      "aside",
      { class: "panel", id: "panel", "aria-label": words.say("controls") },
      h("div", { class: "tools" }, undo, redo, reset),
      this.panel.element,
      variants.element,
      h(
        "div",
        { class: "tools" },
        this.button("pin", () => variants.pin(), "main"),
        this.button("save", () => saver.open()),
        this.button("report", () => void exportFile(client, store, words, this.ticker, "report")),
        this.button("workbook", () => void exportFile(client, store, words, this.ticker, "workbook")),
      ),
    );
    const toggle = h("button", { type: "button", class: "toggle", "aria-expanded": "false", "aria-controls": "panel" }, words.say("what_if"));
    toggle.addEventListener("click", () => {
      const open = document.body.classList.toggle("panel-open");
      toggle.setAttribute("aria-expanded", String(open));
      toggle.textContent = words.say(open ? "close" : "what_if");
    });
    this.ticker.element.append(toggle);
    fill(document.getElementById("about")!, scenario.description && h("p", { class: "description" }, scenario.description));
    const skip = document.getElementById("skip")!;
    skip.textContent = this.pageWords.say("skip");
    fill(document.getElementById("app")!, this.ticker.element, h("div", { class: "desk" }, panel, this.main), saver.element);
    // The address is the state's: links inside the page scroll without touching it.
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href^='#']") : null;
      if (!link) return;
      event.preventDefault();
      const target = document.getElementById(link.hash.slice(1));
      target?.scrollIntoView();
      target?.focus({ preventScroll: true });
    });
  }

  private keys(): void {
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const target = event.target as HTMLElement;
      // In a text field these keys are the field's own.
      if (target.matches("textarea, input:not([type=range]):not([type=checkbox]):not([type=radio])")) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) this.store.undo();
      else if (key === "y" || (key === "z" && event.shiftKey)) this.store.redo();
      else return;
      event.preventDefault();
    });
  }

  private changed(): void {
    const { edits, off, shown } = this.store.state;
    this.moved = performance.now();
    clearTimeout(this.saving);
    this.saving = setTimeout(() => history.replaceState(null, "", toHash(this.store.state) || location.pathname + location.search), 200);
    const key = JSON.stringify([edits, off, shown]);
    if (key !== this.ran) {
      this.ran = key;
      this.runner.request({ edits, off, shown }, this.moved);
    }
    this.comparer.refresh();
  }

  private answered({ reply, kind, since, wish }: Outcome): void {
    this.answersFile = !Object.keys(wish.edits).length && !wish.off.length;
    const arrived = performance.now();
    this.panel.complain([]);
    this.data = kind === "deep" ? reply.page : carry(this.data, reply.page);
    this.show();
    const draws = this.numbers.count(reply.draws);
    this.ticker.say(this.words.say(kind === "coarse" ? "status_coarse" : "status_full", { draws }));
    if (kind === "full") {
      this.main.setAttribute("aria-busy", "false");
      const npv = this.shown()?.npv;
      if (npv) this.ticker.announce(npv);
    }
    performance.measure("rekensom draw", { start: arrived, end: performance.now() });
    // For who measures: from the hand's move to the picture on the screen.
    requestAnimationFrame(() =>
      setTimeout(() => {
        performance.measure(`rekensom ${kind}`, { start: since, end: performance.now() });
        document.documentElement.dataset.ready = kind === "coarse" ? "coarse" : "full";
        document.documentElement.toggleAttribute("data-deep", kind === "deep");
      }),
    );
  }

  private refused(refusal: Refusal): void {
    this.main.setAttribute("aria-busy", "false");
    this.panel.complain(refusal.problems);
    if (refusal.status === 403) this.ticker.say(this.words.say("status_denied"), "trouble");
    else if (refusal.problems.length) this.ticker.say(this.words.say("status_wrong"), "trouble");
    else this.ticker.say(refusal.message, "trouble");
  }

  private shown(): PageData["alternatives"][number] | undefined {
    const { data } = this;
    const wanted = this.store.state.shown ?? data?.chosen;
    return data?.alternatives.find((a) => a.id === wanted) ?? data?.alternatives[0];
  }

  private show(): void {
    const { data } = this;
    const shown = this.shown();
    if (!data || !shown) return;
    const view: View = { data, shown, words: this.pageWords, numbers: this.numbers, axes: this.axes };
    if (this.answersFile) this.ticker.setStart(data.alternatives);
    this.ticker.show(shown);
    const sections = sectionsOf(view);
    const { latest } = this.comparer;
    if (latest) sections.splice(1, 0, compareSection(latest, view, this.words));
    this.page.show(view, sections);
  }
}

async function start(): Promise<void> {
  const opening = JSON.parse(document.getElementById("page-data")!.textContent!) as Opening;
  const words = new LiveWords(opening.lang);
  const app = document.getElementById("app")!;
  const client = new Client(opening.token, opening.lang);
  fill(app, h("p", { role: "status" }, words.say("status_start")));
  for (;;) {
    try {
      new Live(opening, await client.scenario(), client);
      return;
    } catch (error) {
      const denied = error instanceof Refusal && error.status === 403;
      const said = denied ? words.say("status_denied") : error instanceof Refusal ? error.message : words.say("status_gone");
      fill(app, h("p", { role: "alert", class: "problem" }, said));
      if (denied) return;
      await new Promise((wake) => setTimeout(wake, 2000));
    }
  }
}

void start();
