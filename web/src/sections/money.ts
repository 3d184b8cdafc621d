// The sections about money: alternatives side by side, potential to cash, distribution, cash over time.
import { bandWidth, cashFan, isAtOnce } from "../charts/fan";
import { barNote, intervals } from "../charts/intervals";
import { npvHistogram } from "../charts/npv";
import { stepName, waterfall } from "../charts/waterfall";
import { h } from "../dom";
import type { Alternative, Comparison, Fan, Summary, WaterfallStep } from "../page_data";
import { present, table, type Column } from "../tables";
import { labelOf, type Block, type Section, type View } from "../view";
import { shorten } from "../text";

export function alternatives(view: View): Section | null {
  const { data, words, numbers } = view;
  if (data.alternatives.length < 2) return null;
  const money = (value: number | undefined) => (value === undefined ? "" : numbers.money(value));
  const columns = present<Alternative>(
    [
      { head: words.say("alternative"), header: true, cell: (a) => a.label },
      { head: words.say("fact.npv"), numeric: true, cell: (a) => money(a.npv.mean) },
      { head: "P10", numeric: true, cell: (a) => money(a.npv.p10), has: (a) => a.npv.p10 },
      { head: "P90", numeric: true, cell: (a) => money(a.npv.p90), has: (a) => a.npv.p90 },
      {
        head: words.say("figure.positive"),
        numeric: true,
        cell: (a) => (a.npv.p_positive === undefined ? "" : numbers.percent(a.npv.p_positive, 1)),
        has: (a) => a.npv.p_positive,
      },
      {
        head: words.say("figure.payback"),
        numeric: true,
        cell: (a) => (a.payback && a.payback.mean !== null ? numbers.months(a.payback.mean) : words.say("none")),
        has: (a) => a.payback,
      },
      { head: words.say("figure.peak"), numeric: true, cell: (a) => money(a.peak_funding?.mean), has: (a) => a.peak_funding },
    ],
    data.alternatives,
  );
  const blocks: Block[] = [{ node: () => table(words.say("title.alternatives"), columns, data.alternatives, "open") }];
  const pairs = data.comparisons ?? [];
  const pairName = (c: Comparison) =>
    words.say("alternatives.minus", { a: shorten(labelOf(data, c.a), 60), b: shorten(labelOf(data, c.b), 60) });
  if (pairs.length) {
    blocks.push({
      figure: {
        id: "differences",
        title: words.say("alternatives.differences"),
        note: words.say(barNote(pairs.map((c) => c.npv))),
        draw: (pen) =>
          intervals(
            "differences",
            pairs.map((c) => ({ label: pairName(c), value: c.npv, between: words.say("alternatives.minus", { a: "", b: "" }) })),
            "money",
            pen,
            `${words.say("alternatives.differences")}: ${pairs.map((c) => `${pairName(c)} ${numbers.moneyShort(c.npv.mean)}`).join("; ")}`,
          ),
        table: () =>
          table(
            words.say("alternatives.differences"),
            present<Comparison>(
              [
                { head: words.say("kpis.shift"), header: true, cell: pairName },
                { head: words.say("mean"), numeric: true, cell: (c) => money(c.npv.mean) },
                { head: words.say("alternatives.error"), numeric: true, cell: (c) => money(c.npv.se), has: (c) => c.npv.se },
                { head: "P10", numeric: true, cell: (c) => money(c.npv.p10), has: (c) => c.npv.p10 },
                { head: "P90", numeric: true, cell: (c) => money(c.npv.p90), has: (c) => c.npv.p90 },
                {
                  head: words.say("alternatives.better"),
                  numeric: true,
                  cell: (c) => (c.npv.p_positive === undefined ? "" : numbers.percent(c.npv.p_positive, 1)),
                  has: (c) => c.npv.p_positive,
                },
                {
                  head: words.say("alternatives.settled"),
                  cell: (c) => (c.settled === undefined ? "" : words.say(c.settled ? "yes" : "no")),
                  has: (c) => c.settled,
                },
              ],
              pairs,
            ),
            pairs,
          ),
      },
    });
  }
  return { id: "alternatives", title: words.say("title.alternatives"), lead: words.say("alternatives.lead"), blocks };
}

/** Three figures that are never added, in two or three short sentences. */
function potentialLead({ words, numbers }: View, paper: number, gross: number, cash: number): string {
  const money = (value: number) => numbers.moneyWords(value);
  // What reads the same is the same: sums differ in their last digits.
  const said = money(paper) !== money(gross) && paper > 0 ? [words.say("potential.paper", { paper: money(paper) })] : [];
  said.push(words.say("potential.gross", { potential: money(gross) }));
  if (cash < 0) said.push(words.say("potential.costs", { cash: money(-cash) }));
  else if (gross <= 0) said.push(words.say("potential.cash", { cash: money(cash) }));
  else if (money(cash) === money(gross)) said.push(words.say("potential.all"));
  else if (cash > gross) said.push(words.say("potential.more", { cash: money(cash) }));
  else said.push(words.say("potential.share", { cash: money(cash), share: numbers.percent(cash / gross) }));
  return said.join(" ");
}

export function potential(view: View): Section | null {
  const { shown, words, numbers } = view;
  const steps = shown.potential_to_cash;
  if (!steps?.length) return null;
  const [first, last] = [steps[0], steps[steps.length - 1]];
  const gross = steps.find((step) => step.id === "gross");
  const name = (step: WaterfallStep) => stepName(words, step);
  const money = numbers.moneyWords.bind(numbers);
  return {
    id: "potential",
    title: words.say("title.potential"),
    lead: potentialLead(view, first.amount, (gross ?? first).amount, last.amount),
    blocks: [
      {
        figure: {
          id: "waterfall",
          note: words.say("potential.note"),
          draw: (pen) =>
            waterfall(
              steps,
              pen,
              words.say("potential.label", {
                potential: money(first.amount),
                cash: money(last.amount),
                steps: steps.slice(1, -1).map((s) => `${shorten(name(s), 60)} ${numbers.moneyShort(s.amount)}.`).join(" "),
              }),
            ),
          table: () =>
            table(
              words.say("title.potential"),
              present<WaterfallStep>(
                [
                  { head: words.say("potential.step"), header: true, cell: name },
                  { head: words.say("amount"), numeric: true, cell: (s) => numbers.money(s.amount) },
                  { head: "P10", numeric: true, cell: (s) => (s.p10 === undefined ? "" : numbers.money(s.p10)), has: (s) => s.p10 },
                  { head: "P90", numeric: true, cell: (s) => (s.p90 === undefined ? "" : numbers.money(s.p90)), has: (s) => s.p90 },
                ],
                steps,
              ),
              steps,
            ),
        },
      },
    ],
  };
}

interface FigureRow {
  name: string;
  value: string;
}

function figures(view: View): FigureRow[] {
  const { shown, words, numbers } = view;
  const { npv } = shown;
  const rows: FigureRow[] = [];
  const put = (name: string, value: number | null | undefined, write: (v: number) => string) => {
    if (value !== undefined && value !== null) rows.push({ name, value: write(value) });
  };
  const money = (v: number) => numbers.money(v);
  const share = (v: number) => numbers.percent(v, 1);
  put(`${words.say("npv.short")}, ${words.say("mean").toLowerCase()}`, npv.mean, money);
  for (const name of ["p5", "p10", "p25", "p50", "p75", "p90", "p95"] as const) {
    put(`${words.say("npv.short")}, ${name.toUpperCase()}`, npv[name], money);
  }
  put(words.say("figure.sd"), npv.sd, money);
  put(words.say("figure.se"), npv.se, money);
  put(words.say("figure.positive"), npv.p_positive, share);
  put(words.say("figure.below"), npv.mean_below_p10, money);
  put(words.say("figure.roi"), shown.roi?.mean, share);
  if (shown.irr) {
    put(`${words.say("figure.irr")}, ${words.say("median")}`, shown.irr.p50, share);
    if (shown.irr.p_one !== undefined) {
      const cases = [shown.irr.p_one, shown.irr.p_none ?? 0, shown.irr.p_several ?? 0].map(share).join(" · ");
      rows.push({ name: words.say("figure.irr_cases"), value: cases });
    }
  }
  put(`${words.say("figure.payback")}, ${words.say("mean").toLowerCase()}`, shown.payback?.mean, (v) => numbers.months(v));
  put(words.say("figure.within"), shown.payback?.p_within_horizon, share);
  put(words.say("figure.peak"), shown.peak_funding?.mean, money);
  put(words.say("figure.delay"), shown.delay_cost_per_month?.mean, money);
  return rows;
}

export function npv(view: View): Section | null {
  const { shown, words, numbers } = view;
  const { histogram } = shown;
  if (!histogram?.shares.length || histogram.edges[0] === histogram.edges[histogram.shares.length]) return null;
  const s = shown.npv;
  const outside = { below: numbers.percent(histogram.below ?? 0, 1), above: numbers.percent(histogram.above ?? 0, 1) };
  const p = s.p_positive === undefined ? "–" : numbers.chanceWords(s.p_positive);
  const money = (value: number | undefined) => (value === undefined ? "–" : numbers.moneyWords(value));
  return {
    id: "npv",
    title: words.say("title.npv"),
    lead:
      s.mean_below_p10 === undefined
        ? words.say("npv.lead_short", { p })
        : words.say("npv.lead", { p, below: numbers.moneyWords(s.mean_below_p10) }),
    blocks: [
      {
        figure: {
          id: "histogram",
          note: (histogram.below ?? 0) + (histogram.above ?? 0) > 0.0005 && words.say("npv.outside", outside),
          draw: (pen) =>
            npvHistogram(
              { npv: s, histogram, label: words.say("npv.label", { p10: money(s.p10), p50: money(s.p50), p90: money(s.p90), p }) },
              pen,
            ),
          table: () =>
            table(
              words.say("npv.axis"),
              [
                { head: words.say("npv.from"), numeric: true, cell: (_, i) => numbers.money(histogram.edges[i]) },
                { head: words.say("npv.to"), numeric: true, cell: (_, i) => numbers.money(histogram.edges[i + 1]) },
                { head: words.say("npv.share"), numeric: true, cell: (v: number) => numbers.percent(v, 2) },
              ],
              histogram.shares,
            ),
        },
      },
    ],
  };
}

/** What a controller looks up: after the pictures, before what they rest on. */
export function allFigures(view: View): Section | null {
  const { words } = view;
  const rows = figures(view);
  if (rows.length < 2) return null;
  const half = Math.ceil(rows.length / 2);
  const columns: Column<FigureRow>[] = [
    { head: words.say("figure"), header: true, cell: (row) => row.name },
    { head: words.say("amount"), numeric: true, cell: (row) => row.value },
  ];
  const caption = words.say("title.figures");
  return {
    id: "figures",
    title: caption,
    blocks: [
      {
        node: () =>
          rows.length < 6
            ? table(caption, columns, rows, "open few")
            : h("div", { class: "pair" }, table(caption, columns, rows.slice(0, half), "open"), table(caption, columns, rows.slice(half), "open")),
      },
    ],
  };
}

export function cash(view: View): Section | null {
  const { data, shown, words, numbers } = view;
  const fan = shown.cash_fan;
  if (!fan?.mean.length) return null;
  const end = (list: (number | null)[] | undefined) => list?.[list.length - 1];
  const text = (value: number | null | undefined) => (value === null || value === undefined ? "–" : numbers.moneyWords(value));
  const lists = (["mean", "p5", "p10", "p25", "p50", "p75", "p90", "p95"] as const).filter((name) => fan[name]);
  const blocks: Block[] = [
    {
      figure: {
        id: "cash-fan",
        note: cashNote(view, fan),
        draw: (pen) =>
          cashFan(
            {
              fan,
              months: data.months,
              others: data.alternatives
                .filter((a) => a.id !== shown.id && a.cash_fan?.mean.length)
                .slice(0, 4)
                .map((a) => ({ label: a.label, fan: a.cash_fan! })),
              payback: shown.payback,
              label: words.say(fan.p5 ? "cash.label" : "cash.label_short", {
                months: data.months,
                mean: text(end(fan.mean)),
                p5: text(end(fan.p5)),
                p95: text(end(fan.p95)),
              }),
            },
            pen,
          ),
        table: () =>
          table(
            words.say("cash.lead_short"),
            [
              {
                head: words.say("month"),
                header: true,
                cell: (_, i) => (data.start ? numbers.date(data.start, i) : String(i + 1)),
              },
              ...lists.map((name): Column<number | null> => ({
                head: name === "mean" ? words.say("mean") : name.toUpperCase(),
                numeric: true,
                cell: (_, i) => {
                  const value = fan[name]?.[i];
                  return value === null || value === undefined ? "" : numbers.money(value);
                },
              })),
            ],
            fan.mean,
          ),
      },
    },
  ];
  const years = shown.cash_saving_per_year;
  if (years?.length) blocks.push({ node: () => yearTable(view, years) });
  return {
    id: "cash",
    title: words.say("title.cash"),
    lead: !shown.peak_funding
      ? words.say("cash.lead_short")
      : shown.peak_funding.mean < 0.5
        ? words.say("cash.lead_none")
        : words.say("cash.lead", { peak: numbers.moneyWords(shown.peak_funding.mean) }),
    blocks,
  };
}

function cashNote({ shown, words, numbers }: View, fan: Fan): string {
  const said = [bandWidth(fan) ? words.say("cash.note", { wide: numbers.percent(bandWidth(fan)) }) : words.say("cash.note_plain")];
  const { payback } = shown;
  if (payback?.p50 != null && !isAtOnce(payback.p50)) said.push(words.say("cash.note_payback", { p: numbers.chanceWords(payback.p_within_horizon) }));
  return said.join(" ");
}

function yearTable(view: View, years: Summary[]): HTMLElement {
  const { shown, words, numbers } = view;
  const money = (value: number | undefined) => (value === undefined ? "" : numbers.money(value));
  const columns = present<Summary>(
    [
      { head: words.say("cash.year"), header: true, cell: (_, i) => String(i + 1) },
      { head: words.say("cash.saving"), numeric: true, cell: (year) => money(year.mean) },
      { head: "P10", numeric: true, cell: (year) => money(year.p10), has: (year) => year.p10 },
      { head: "P90", numeric: true, cell: (year) => money(year.p90), has: (year) => year.p90 },
      {
        head: words.say("cash.gross"),
        numeric: true,
        cell: (_, i) => money(shown.gross_saving_per_year?.[i]?.mean),
        has: () => shown.gross_saving_per_year?.length || undefined,
      },
      {
        head: words.say("cash.capacity"),
        numeric: true,
        cell: (_, i) => money(shown.capacity_saving_per_year?.[i]?.mean),
        has: () => shown.capacity_saving_per_year?.length || undefined,
      },
      {
        head: words.say("cash.hiring"),
        numeric: true,
        cell: (_, i) => money(shown.avoided_hiring_per_year?.[i]?.mean),
        has: () => shown.avoided_hiring_per_year?.length || undefined,
      },
      {
        head: words.say("cash.costs"),
        numeric: true,
        cell: (_, i) => money(shown.change_cost_per_year?.[i]?.mean),
        has: () => shown.change_cost_per_year?.length || undefined,
      },
    ],
    years,
  );
  return table(words.say("cash.years"), columns, years, "open");
}
