// Pinned variants: named, noted, shown again, laid side by side.
import { ridge } from "../charts/npv";
import { fill, h } from "../dom";
import type { Summary } from "../page_data";
import { table, type Column } from "../tables";
import { shorten } from "../text";
import type { Section, View } from "../view";
import type { Client, CompareReply, NamedVariant } from "./api";
import type { LiveWords } from "./messages";
import type { Store } from "./state";

/** The list in the panel. */
export class VariantList {
  readonly element = h("div", { class: "variants" });
  private shape = "";

  constructor(
    private readonly store: Store,
    private readonly words: LiveWords,
  ) {
    store.listen(() => this.show());
    this.show();
  }

  pin(): void {
    const { state } = this.store;
    const name = this.words.say("variant", { letter: nextLetter(state.variants) });
    const { edits, off, shown } = state;
    this.store.change({ variants: [...state.variants, { name, note: "", edits, off, shown }] });
    this.element.querySelector<HTMLInputElement>(".variant:last-child input")?.select();
  }

  private set(index: number, change: Partial<NamedVariant>, grip: string): void {
    const variants = this.store.state.variants.map((v, i) => (i === index ? { ...v, ...change } : v));
    this.store.change({ variants }, grip);
  }

  private show(): void {
    const { words, store } = this;
    const { variants } = store.state;
    // Names and notes change under the hands of who types them: rebuilt only when the list itself changes.
    const shape = JSON.stringify(variants.map((v) => [v.edits, v.off, v.shown]));
    if (shape === this.shape) {
      this.element.querySelectorAll<HTMLElement>(".variant").forEach((card, i) => {
        const [name, note] = [card.querySelector("input")!, card.querySelector("textarea")!];
        if (document.activeElement !== name) name.value = variants[i].name;
        if (document.activeElement !== note) note.value = variants[i].note;
      });
      return;
    }
    this.shape = shape;
    fill(
      this.element,
      h("h2", {}, words.say("variants")),
      variants.length === 0 && h("p", { class: "note" }, words.say("no_variants")),
      variants.map((variant, i) => {
        const name = h("input", { type: "text", "aria-label": words.say("name"), maxlength: 80, oninput: () => this.set(i, { name: name.value }, `name-${i}`), onchange: () => store.letGo() });
        name.value = variant.name;
        const note = h("textarea", { rows: 2, "aria-label": words.say("note"), placeholder: words.say("note"), maxlength: 2000, oninput: () => this.set(i, { note: note.value }, `note-${i}`), onchange: () => store.letGo() });
        note.value = variant.note;
        const { edits, off, shown } = variant;
        return h(
          "div",
          { class: "variant" },
          name,
          note,
          h(
            "div",
            { class: "row" },
            h("button", { type: "button", "aria-label": words.say("load_of", { name: variant.name }), onclick: () => store.change({ edits, off, shown }) }, words.say("load")),
            h("button", { type: "button", class: "quiet", "aria-label": words.say("remove_of", { name: variant.name }), onclick: () => store.change({ variants: store.state.variants.filter((_, k) => k !== i) }) }, words.say("remove")),
          ),
        );
      }),
    );
  }
}

function nextLetter(variants: NamedVariant[]): string {
  const used = new Set(variants.map((v) => v.name.slice(-1)));
  return [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].find((letter) => !used.has(letter)) ?? String(variants.length + 1);
}

export interface Comparison {
  variants: NamedVariant[];
  reply: CompareReply;
}

/** Asks the server to compare the pinned ones and what is on the page, when there is something to compare. */
export class Comparer {
  private control: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = "";
  latest: Comparison | null = null;

  constructor(
    private readonly client: Client,
    private readonly store: Store,
    private readonly words: LiveWords,
    private readonly session: string,
    private readonly draws: number,
    private readonly done: () => void,
  ) {}

  private wanted(): NamedVariant[] {
    const { variants, edits, off, shown } = this.store.state;
    if (!variants.length) return [];
    const key = (v: { edits: unknown; off: string[]; shown?: string }) => JSON.stringify([v.edits, [...v.off].sort(), v.shown ?? ""]);
    const now = { name: this.words.say("current"), note: "", edits, off, shown };
    return variants.some((v) => key(v) === key(now)) ? variants : [...variants, now];
  }

  refresh(): void {
    clearTimeout(this.timer);
    const variants = this.wanted();
    if (variants.length < 2) {
      const had = this.latest !== null;
      this.control?.abort();
      this.asked = "";
      this.latest = null;
      if (had) this.done();
      return;
    }
    const key = JSON.stringify(variants.map(({ edits, off, shown }) => [edits, off, shown]));
    if (key === this.asked) {
      if (this.latest) {
        this.latest = { ...this.latest, variants };
        this.done();
      }
      return;
    }
    this.timer = setTimeout(() => void this.ask(variants, key), 250);
  }

  private async ask(variants: NamedVariant[], key: string): Promise<void> {
    this.control?.abort();
    this.control = new AbortController();
    const { signal } = this.control;
    this.asked = key;
    try {
      const reply = await this.client.compare({ session: this.session, draws: this.draws, variants }, signal);
      if (signal.aborted) return;
      this.latest = { variants, reply };
      this.done();
    } catch {
      // The run that is on the page tells what is wrong; a comparison that failed is asked for again at the next move.
      if (!signal.aborted) this.asked = "";
    }
  }
}

interface Measure {
  name: string;
  of: (index: number) => string;
  difference: (index: number) => string;
}

/** The variants as a section of the page. */
export function compareSection(comparison: Comparison, view: View, words: LiveWords): Section {
  const { variants, reply } = comparison;
  const { numbers } = view;
  const first = shorten(variants[0].name, 40);
  const money = (s: Summary | undefined, pick: keyof Summary = "mean") => (s?.[pick] === undefined ? "–" : numbers.money(s[pick]));
  const errorOf = (s: Summary) => (s.se === undefined ? "" : ` ± ${numbers.money(s.se)}`);
  const signed = (v: number) => (v > 0 ? "+" : "") + numbers.money(v);
  const measures: Measure[] = [
    { name: view.words.say("fact.npv"), of: (i) => money(reply.variants[i].npv), difference: (i) => signed(reply.differences[i].npv.mean) + errorOf(reply.differences[i].npv) },
    { name: "P10", of: (i) => money(reply.variants[i].npv, "p10"), difference: () => "" },
    { name: "P90", of: (i) => money(reply.variants[i].npv, "p90"), difference: () => "" },
    {
      name: view.words.say("figure.positive"),
      of: (i) => (reply.variants[i].npv.p_positive === undefined ? "–" : numbers.percent(reply.variants[i].npv.p_positive, 1)),
      difference: () => "",
    },
    {
      name: words.say("compare_better"),
      of: () => "",
      difference: (i) => (reply.differences[i].npv.p_positive === undefined ? "" : numbers.percent(reply.differences[i].npv.p_positive, 1)),
    },
    {
      name: words.say("compare_payback"),
      of: (i) => {
        const months = reply.variants[i].payback_months;
        return months === undefined || months === null ? "–" : numbers.months(months);
      },
      difference: () => "",
    },
    ...reply.kpis.map((info): Measure => ({
      name: info.label,
      of: (i) => (reply.variants[i].kpis[info.id] ? numbers.of(info.kind, reply.variants[i].kpis[info.id].mean) : "–"),
      difference: (i) => {
        const s = reply.differences[i].kpis[info.id];
        return s ? numbers.shift(info.kind, s.mean) : "";
      },
    })),
  ];
  const columns: Column<Measure>[] = [
    { head: words.say("measure"), header: true, cell: (row) => row.name },
    ...variants.map((variant, i): Column<Measure> => ({
      head: shorten(variant.name || "–", 60),
      numeric: true,
      cell: (row) => [row.of(i), i > 0 && h("span", { class: "unit" }, row.difference(i - 1))],
    })),
  ];
  const notes = variants.filter((v) => v.note);
  return {
    id: "variants",
    title: words.say("compare_title"),
    lead: words.say("compare_lead", { first }),
    blocks: [
      {
        figure: {
          id: "variants-picture",
          draw: (pen) =>
            ridge(
              variants.map((v, i) => ({ label: v.name || "–", npv: reply.variants[i].npv, histogram: reply.variants[i].histogram, strong: i === variants.length - 1 })),
              pen,
              `${words.say("compare_title")}: ${variants.map((v, i) => `${shorten(v.name, 40)} ${numbers.moneyShort(reply.variants[i].npv.mean)}`).join("; ")}`,
            ),
        },
      },
      {
        node: () => [
          table(words.say("compare_title"), columns, measures, "open compare"),
          notes.map((v) => h("p", { class: "variant-note" }, h("strong", {}, shorten(v.name, 80)), " ", v.note)),
        ],
      },
    ],
  };
}
