// The line that stays in sight while hands are on the controls: the answer, and what the moves have done to it.
import { fill, h } from "../dom";
import type { Numbers } from "../numbers";
import type { Alternative, Summary } from "../page_data";
import type { LiveKey, LiveWords } from "./messages";

export class Ticker {
  readonly element: HTMLElement;
  private readonly status = h("span", { class: "status" });
  private readonly figures = h("dl", {});
  private readonly spoken = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
  private readonly start = new Map<string, Summary>();
  private quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly numbers: Numbers,
    private readonly words: LiveWords,
  ) {
    this.element = h("div", { class: "ticker", role: "region", "aria-label": words.say("answer_now") }, this.figures, this.status, this.spoken);
  }

  /** The answer as the file has it, to compare with. */
  setStart(alternatives: Alternative[]): void {
    for (const { id, npv } of alternatives) this.start.set(id, npv);
  }

  show({ id, npv }: Alternative): void {
    const { numbers, words } = this;
    const start = this.start.get(id);
    const figure = (name: LiveKey, value: string, delta: string | null) =>
      h("div", {}, h("dt", {}, words.say(name)), h("dd", {}, h("span", { class: "value" }, value), delta && h("span", { class: "delta" }, delta)));
    const signed = (v: number) => (v > 0 ? "+" : "") + numbers.moneyShort(v);
    const since = (pick: "mean" | "p10" | "p90") => {
      const [a, b] = [start?.[pick], npv[pick]];
      if (a === undefined || b === undefined || Math.abs(b - a) <= 1e-9 * Math.abs(a)) return null;
      return signed(b - a);
    };
    const pp = start?.p_positive !== undefined && npv.p_positive !== undefined ? npv.p_positive - start.p_positive : 0;
    fill(
      this.figures,
      figure("expected", numbers.moneyShort(npv.mean), since("mean")),
      npv.p_positive !== undefined && figure("chance", numbers.chance(npv.p_positive), Math.abs(pp) >= 0.005 ? numbers.shift("share", pp) : null),
      npv.p10 !== undefined && figure("bad", numbers.moneyShort(npv.p10), since("p10")),
      npv.p90 !== undefined && figure("good", numbers.moneyShort(npv.p90), since("p90")),
    );
  }

  say(text: string, kind: "calm" | "trouble" = "calm"): void {
    this.status.textContent = text;
    this.status.classList.toggle("trouble", kind === "trouble");
  }

  /** To who does not see the figures, once the hands rest. */
  announce(npv: Summary): void {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => {
      const p = npv.p_positive === undefined ? "–" : this.numbers.chance(npv.p_positive);
      this.spoken.textContent = this.words.say("announce", { npv: this.numbers.moneyWords(npv.mean), p });
    }, 800);
  }
}
