// One input: its range as drawn, a slider over it, a field for its value in words, and the way back to the file.
import { h, svg } from "../dom";
import type { Numbers } from "../numbers";
import { shorten } from "../text";
import type { Input } from "./api";
import type { LiveWords } from "./messages";
import { Complaint } from "./problems";
import type { Store } from "./state";

let count = 0;

/** What is drawn, as a hill over the slider's track. */
function hill(input: Input): SVGElement | null {
  const heights = input.density ?? [];
  const most = Math.max(...heights, 0);
  if (heights.length < 2 || most <= 0) return null;
  const points = heights.map((height, i) => `${(100 * i) / (heights.length - 1)},${20 - (19 * height) / most}`);
  return svg(
    "svg",
    { viewBox: "0 0 100 20", preserveAspectRatio: "none", class: "hill", "aria-hidden": "true" },
    svg("polygon", { points: `0,20 ${points.join(" ")} 100,20` }),
  );
}

export class Slider {
  readonly element: HTMLElement;
  readonly path: string;
  private readonly range: HTMLInputElement;
  private readonly field: HTMLInputElement;
  private readonly release: HTMLButtonElement;
  private readonly complaint: Complaint;

  constructor(
    private readonly input: Input,
    private readonly store: Store,
    private readonly numbers: Numbers,
    words: LiveWords,
  ) {
    this.path = input.path;
    const id = `input-${++count}`;
    const label = shorten(input.label, 120);
    this.range = h("input", {
      type: "range",
      id,
      min: input.low,
      max: input.high,
      step: input.step,
      oninput: () => this.slid(),
      onchange: () => store.letGo(),
    });
    this.field = h("input", {
      type: "text",
      class: "value",
      "aria-label": words.say("value_of", { label }),
      autocomplete: "off",
      spellcheck: "false",
      onchange: () => this.typed(),
    });
    this.release = h(
      "button",
      { type: "button", class: "quiet release", "aria-label": words.say("release", { label }), onclick: () => store.setEdit(this.path, undefined) },
      words.say("release_short"),
    );
    this.complaint = new Complaint(`${id}-problem`, this.field);
    const share = input.share === undefined ? null : words.say("weight", { share: numbers.percent(input.share, input.share < 0.1 ? 1 : 0) });
    this.element = h(
      "div",
      { class: "control", "data-path": input.path },
      h("div", { class: "control-head" }, h("label", { for: id, title: input.source }, label), this.field),
      h("div", { class: "track" }, hill(input), this.range),
      h(
        "div",
        { class: "control-foot" },
        h("span", { title: input.path }, words.say("drawn", { value: shorten(input.value, 60) })),
        share && h("span", {}, share),
        this.release,
      ),
      this.complaint.element,
    );
    this.show();
  }

  private slid(): void {
    this.store.setEdit(this.path, this.range.valueAsNumber, this.path);
  }

  private typed(): void {
    const text = this.field.value.trim();
    this.store.letGo();
    this.store.setEdit(this.path, text === "" ? undefined : text);
  }

  /** As the store has it. */
  show(): void {
    const edit = this.store.state.edits[this.path];
    const touched = edit !== undefined;
    this.element.classList.toggle("touched", touched);
    this.release.hidden = !touched;
    if (typeof edit === "number") {
      if (this.range.valueAsNumber !== edit) this.range.value = String(edit);
    } else {
      this.range.value = String((edit && this.numberIn(edit)) ?? this.input.middle);
    }
    const words = typeof edit === "string" ? edit : this.numbers.of(this.input.kind, edit ?? this.input.middle);
    if (document.activeElement !== this.field || !this.complaint.element.hidden) this.field.value = words;
    this.range.setAttribute("aria-valuetext", touched ? words : this.input.value);
  }

  /** Where a text that is a plain number stands on the slider. */
  private numberIn(text: string): number | undefined {
    const match = /^(-?\d[\d_]*(?:\.\d+)?)\s*(%|months?)?$/.exec(text);
    if (!match) return undefined;
    const value = Number(match[1].replaceAll("_", ""));
    return match[2] === "%" ? value / 100 : value;
  }

  complain(text: string | undefined): void {
    this.complaint.say(text);
  }
}
