// The answer first: a sentence, four figures, a picture.
import { isAtOnce } from "../charts/fan";
import { ridge } from "../charts/npv";
import { h, type Child } from "../dom";
import type { Alternative, Payback, Summary } from "../page_data";
import { table } from "../tables";
import { shorten } from "../text";
import { labelOf, type Section, type View } from "../view";

function best(view: View): Alternative {
  return view.data.alternatives.reduce((top, a) => (a.npv.mean > top.npv.mean ? a : top));
}

/** The sentence that a board takes home. */
export function answerSentence(view: View): string {
  const { shown, words, numbers } = view;
  const { npv } = shown;
  const side = npv.mean >= 0 ? "gain" : "loss";
  const values = { label: shorten(shown.label), npv: numbers.moneyWords(Math.abs(npv.mean)) };
  if (npv.p_positive === undefined) return words.say(`answer.${side}_no_p`, values);
  return words.say(`answer.${side}`, { ...values, p: numbers.chanceWords(npv.p_positive) });
}

function paybackLine({ words, numbers }: View, payback: Payback): string {
  if (payback.mean === null) return words.say("answer.no_payback");
  const months = numbers.months(payback.mean);
  if (payback.p_within_horizon < 1) return words.say("answer.payback", { p: numbers.chanceWords(payback.p_within_horizon), months });
  return isAtOnce(payback.mean) ? words.say("answer.payback_at_once") : words.say("answer.payback_always", { months });
}

function support(view: View): string[] {
  const { shown, words, numbers, data } = view;
  const { npv, payback } = shown;
  const lines: string[] = [];
  if (npv.p10 !== undefined && npv.p90 !== undefined) {
    lines.push(words.say("answer.range", { p10: numbers.moneyWords(npv.p10), p90: numbers.moneyWords(npv.p90) }));
  }
  if (payback) lines.push(paybackLine(view, payback));
  const top = best(view);
  const open = data.comparisons?.find((c) => c.settled === false && [c.a, c.b].includes(shown.id) && (top === shown || [c.a, c.b].includes(top.id)));
  if (top !== shown && !open) lines.push(words.say("answer.better", { label: shorten(top.label), npv: numbers.moneyWords(top.npv.mean) }));
  if (open) lines.push(words.say("answer.unsettled", { a: shorten(labelOf(data, open.a), 40), b: shorten(labelOf(data, open.b), 40) }));
  return lines;
}

function fact(name: string, value: string, note?: string): Child {
  return h("div", { class: "fact" }, h("dt", {}, name), h("dd", {}, h("span", { class: "value" }, value), note && h("span", { class: "note" }, note)));
}

function facts(view: View): Child {
  const { shown, words, numbers } = view;
  const { npv, payback } = shown;
  const between = (s: Summary) =>
    s.p10 !== undefined && s.p90 !== undefined
      ? words.say("fact.between", { p10: numbers.moneyShort(s.p10), p90: numbers.moneyShort(s.p90) })
      : undefined;
  const years = shown.cash_saving_per_year ?? [];
  return h(
    "dl",
    { class: "facts" },
    fact(words.say("fact.npv"), numbers.moneyShort(npv.mean), between(npv)),
    npv.p_positive !== undefined &&
      fact(
        words.say("fact.chance"),
        numbers.chance(npv.p_positive),
        npv.mean_below_p10 !== undefined ? words.say("fact.below", { value: numbers.moneyShort(npv.mean_below_p10) }) : undefined,
      ),
    payback &&
      fact(
        words.say("fact.payback"),
        payback.mean === null
          ? words.say("none")
          : isAtOnce(payback.mean)
            ? words.say("fact.payback_at_once")
            : words.say("fact.payback_months", { months: numbers.months(payback.mean) }),
        payback.mean === null ? words.say("fact.payback_never") : words.say("fact.of_cases", { p: numbers.chance(payback.p_within_horizon) }),
      ),
    years.length > 0 &&
      fact(
        words.say("fact.cash_year", { n: years.length }),
        numbers.moneyShort(years[years.length - 1].mean),
        between(years[years.length - 1]),
      ),
  );
}

export function answer(view: View): Section {
  const { data, words, numbers } = view;
  const cautions = data.warnings?.filter((w) => w.level === "warning").length ?? 0;
  const one = data.alternatives.length === 1;
  const sentence = answerSentence(view);
  return {
    id: "answer",
    title: words.say("title.answer"),
    blocks: [
      {
        node: () => [
          h("p", { class: "answer", "data-test": "answer" }, sentence),
          h("p", { class: "support" }, support(view).join(" ")),
          cautions > 0 &&
            h(
              "p",
              { class: "caution" },
              h("a", { href: "#warnings" }, cautions === 1 ? words.say("answer.caution") : words.say("answer.cautions", { n: cautions })),
            ),
          facts(view),
        ],
      },
      {
        figure: {
          id: "answer-picture",
          note: words.say(one ? "answer.picture_one" : "answer.picture"),
          draw: (pen) =>
            ridge(
              data.alternatives.map((a) => ({ label: a.label, npv: a.npv, histogram: a.histogram, strong: a.id === view.shown.id })),
              pen,
              sentence,
            ),
          table: () =>
            table(
              words.say("npv.axis"),
              [
                { head: words.say("alternative"), header: true, cell: (a: Alternative) => a.label },
                ...(["mean", "p10", "p50", "p90"] as const).map((name) => ({
                  head: name === "mean" ? words.say("mean") : name === "p50" ? words.say("median") : name.toUpperCase(),
                  numeric: true,
                  cell: (a: Alternative) => (a.npv[name] === undefined ? "" : numbers.money(a.npv[name])),
                })),
                {
                  head: words.say("figure.positive"),
                  numeric: true,
                  cell: (a: Alternative) => (a.npv.p_positive === undefined ? "" : numbers.percent(a.npv.p_positive, 1)),
                },
              ],
              data.alternatives,
            ),
        },
      },
    ],
  };
}
