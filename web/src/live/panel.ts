// The controls beside the answer: presets, sliders, any key, switches, alternatives.
import { fill, h } from "../dom";
import type { Numbers } from "../numbers";
import { shorten } from "../text";
import type { Preset, Problem, Scenario } from "./api";
import type { LiveWords } from "./messages";
import { Complaint, sayProblem } from "./problems";
import { Slider } from "./slider";
import type { Store } from "./state";

const first = 6;

export class Panel {
  readonly element = h("div", { class: "panel-body" });
  private readonly sliders = new Map<string, Slider>();
  private readonly sliderList = h("div", { class: "sliders" });
  private readonly more: HTMLButtonElement;
  private readonly other = h("div", { class: "others" });
  private readonly keyField: HTMLInputElement;
  private readonly valueField: HTMLInputElement;
  private readonly keyHelp = h("p", { class: "note", id: "key-help" });
  private readonly keyComplaint: Complaint;
  private readonly general = h("div", { class: "problem", role: "alert", hidden: true });
  private readonly presets = new Map<Preset, HTMLButtonElement>();
  private readonly switches = new Map<string, HTMLInputElement>();
  private readonly radios = new Map<string, HTMLInputElement>();
  private problems: Problem[] = [];
  private showAll = false;

  constructor(
    private readonly scenario: Scenario,
    private readonly store: Store,
    private readonly numbers: Numbers,
    private readonly words: LiveWords,
  ) {
    this.more = h("button", { type: "button", class: "quiet", onclick: () => this.toggleMore() });
    this.keyField = h("input", { type: "text", id: "key-path", list: "key-list", autocomplete: "off", spellcheck: "false", oninput: () => this.describeKey() });
    this.valueField = h("input", { type: "text", id: "key-value", autocomplete: "off", spellcheck: "false" });
    this.keyComplaint = new Complaint("key-problem", this.valueField);
    fill(
      this.element,
      this.general,
      this.choices(),
      this.presetGroup("preset", words.say("presets")),
      this.presetGroup("stress", words.say("stress")),
      h("h2", {}, words.say("inputs")),
      this.sliderList,
      this.more,
      this.switchGroup(),
      this.anyKey(),
    );
    this.arrange();
    store.listen(() => this.show());
    this.show();
  }

  private choices(): HTMLElement | null {
    const { alternatives } = this.scenario;
    if (alternatives.length < 2) return null;
    return h(
      "fieldset",
      { class: "chooser" },
      h("legend", {}, this.words.say("alternative")),
      alternatives.map((a) => {
        const input = h("input", { type: "radio", name: "alternative", value: a.id, onchange: () => this.store.change({ shown: a.id }) });
        this.radios.set(a.id, input);
        return h("label", {}, input, h("span", {}, shorten(a.label, 120)));
      }),
    );
  }

  private presetGroup(kind: Preset["kind"], title: string): HTMLElement | null {
    const list = (this.scenario.presets ?? []).filter((preset) => preset.kind === kind);
    if (!list.length) return null;
    return h(
      "div",
      { class: "presets", role: "group", "aria-label": title },
      h("h2", {}, title),
      list.map((preset) => {
        const button = h("button", { type: "button", title: preset.note, onclick: () => this.press(preset) }, shorten(preset.label, 80));
        this.presets.set(preset, button);
        return button;
      }),
    );
  }

  private isOn(preset: Preset): boolean {
    const { edits, off } = this.store.state;
    return Object.entries(preset.edits).every(([path, value]) => edits[path] === value) && (preset.off ?? []).every((id) => off.includes(id));
  }

  /** On: the preset's edits over what stands; off again: without them. */
  private press(preset: Preset): void {
    const { state } = this.store;
    const edits = { ...state.edits };
    if (this.isOn(preset)) {
      for (const path of Object.keys(preset.edits)) delete edits[path];
      this.store.change({ edits, off: state.off.filter((id) => !preset.off?.includes(id)) });
    } else {
      this.store.change({ edits: { ...edits, ...preset.edits }, off: [...new Set([...state.off, ...(preset.off ?? [])])] });
    }
  }

  private switchGroup(): HTMLElement | null {
    const { changes } = this.scenario;
    if (!changes.length) return null;
    return h(
      "div",
      { class: "switches", role: "group", "aria-label": this.words.say("changes") },
      h("h2", {}, this.words.say("changes")),
      changes.map((change) => {
        const input = h("input", { type: "checkbox", role: "switch", onchange: () => this.flip(change.id, input.checked) });
        this.switches.set(change.id, input);
        return h("label", { title: change.owner }, input, h("span", {}, shorten(change.label, 120)));
      }),
    );
  }

  private flip(id: string, on: boolean): void {
    const off = this.store.state.off.filter((other) => other !== id);
    this.store.change({ off: on ? off : [...off, id] });
  }

  private anyKey(): HTMLElement {
    const { words, scenario } = this;
    const set = (event: Event) => {
      event.preventDefault();
      const path = this.keyField.value.trim();
      const value = this.valueField.value.trim();
      if (path) this.store.setEdit(path, value === "" ? undefined : value);
    };
    return h(
      "div",
      {},
      h("h2", {}, words.say("any_key")),
      h(
        "form",
        { class: "any-key", onsubmit: set },
        h("label", { for: "key-path" }, words.say("path")),
        this.keyField,
        h("label", { for: "key-value" }, words.say("value")),
        this.valueField,
        h("button", { type: "submit" }, words.say("set")),
        h("datalist", { id: "key-list" }, (scenario.keys ?? []).map((key) => h("option", { value: key.path, label: shorten(key.label, 80) }))),
      ),
      this.keyHelp,
      this.keyComplaint.element,
      this.other,
    );
  }

  private describeKey(): void {
    const key = this.scenario.keys?.find((k) => k.path === this.keyField.value.trim());
    fill(
      this.keyHelp,
      key && [shorten(key.label, 160), ". ", this.words.say("expects", { what: key.expects }), " ", key.now && this.words.say("now_is", { value: key.now })],
    );
  }

  private toggleMore(): void {
    this.showAll = !this.showAll;
    this.arrange();
  }

  /** The first few, and whatever has been touched; sliders are made when they are first wanted. */
  private arrange(): void {
    const { edits } = this.store.state;
    const wanted = this.scenario.inputs.filter((input, i) => this.showAll || i < first || input.path in edits);
    const elements = wanted.map((input) => {
      let slider = this.sliders.get(input.path);
      if (!slider) {
        slider = new Slider(input, this.store, this.numbers, this.words);
        this.sliders.set(input.path, slider);
      }
      return slider.element;
    });
    const same = elements.length === this.sliderList.children.length && elements.every((e, i) => e === this.sliderList.children[i]);
    if (!same) this.sliderList.replaceChildren(...elements);
    const rest = this.scenario.inputs.length - first;
    this.more.hidden = rest <= 0;
    this.more.setAttribute("aria-expanded", String(this.showAll));
    this.more.textContent = this.showAll ? this.words.say("fewer_inputs") : this.words.say("more_inputs", { n: rest });
  }

  private show(): void {
    const { state } = this.store;
    this.arrange();
    for (const slider of this.sliders.values()) slider.show();
    for (const [preset, button] of this.presets) button.setAttribute("aria-pressed", String(this.isOn(preset)));
    for (const [id, input] of this.switches) input.checked = !state.off.includes(id);
    const shown = state.shown ?? this.scenario.alternatives[0]?.id;
    for (const [id, input] of this.radios) input.checked = id === shown;
    this.showOthers();
  }

  /** Edits that have no slider. */
  private showOthers(): void {
    const known = new Set(this.scenario.inputs.map((input) => input.path));
    const rest = Object.entries(this.store.state.edits).filter(([path]) => !known.has(path));
    fill(
      this.other,
      rest.map(([path, value]) => {
        const problem = this.problems.find((p) => p.path === path);
        return h(
          "div",
          { class: "other", "data-path": path },
          h("code", {}, shorten(`${path} = ${value}`, 200)),
          h("button", { type: "button", class: "quiet", "aria-label": this.words.say("release", { label: path }), onclick: () => this.store.setEdit(path, undefined) }, this.words.say("remove")),
          problem && h("p", { class: "problem", role: "alert" }, sayProblem(this.words, problem)),
        );
      }),
    );
  }

  /** What the reader has against this variant; none: all is well. */
  complain(problems: Problem[]): void {
    this.problems = problems;
    const placed = new Set<Problem>();
    for (const slider of this.sliders.values()) {
      const mine = problems.filter((p) => p.path === slider.path);
      for (const p of mine) placed.add(p);
      slider.complain(mine.length ? mine.map((p) => sayProblem(this.words, p)).join(" ") : undefined);
    }
    const rest = problems.filter((p) => !placed.has(p));
    for (const p of rest) if (p.path !== undefined && p.path in this.store.state.edits) placed.add(p);
    const unplaced = problems.filter((p) => !placed.has(p));
    this.general.hidden = !unplaced.length;
    fill(this.general, unplaced.map((p) => h("p", {}, p.path ? `${p.path}: ` : "", sayProblem(this.words, p))));
    this.showOthers();
  }
}
