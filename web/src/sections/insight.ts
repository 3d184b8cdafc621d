// Why the answer is what it is: tornado, change by change, moments.
import { barNote, intervals } from "../charts/intervals";
import { likeliest, quadrantColour, quadrants, quadrantsInOrder } from "../charts/quadrants";
import { swing, telling, tornado as tornadoChart } from "../charts/tornado";
import { h, svg } from "../dom";
import type { BreakEven, ChangeShare, InformationValue, Moment, Tornado, TornadoRow } from "../page_data";
import { present, table } from "../tables";
import type { Block, Figure, Section, View } from "../view";
import { shorten } from "../text";

function outcomeName(view: View, data: Tornado): string {
  return view.words.name("tornado", data.outcome, data.label);
}

/** What takes many runs is worked out on fewer draws: its sums differ a little from the answer's. */
function onDraws({ shown, words, numbers }: View): string {
  return shown.deeper_draws === undefined ? "" : ` ${words.say("changes.draws", { n: numbers.count(shown.deeper_draws) })}`;
}

function withUnit(input: string, row: TornadoRow): string {
  return row.unit ? `${input} ${row.unit}` : input;
}

function tornadoFigure(view: View, data: Tornado): Figure {
  const { words, numbers } = view;
  const write = (value: number) => numbers.of(data.kind, value);
  const outcome = outcomeName(view, data);
  return {
    id: `tornado-${data.outcome}`,
    title: outcome,
    note: [
      h("span", { class: "key low" }, words.say("tornado.low")),
      " ",
      h("span", { class: "key high" }, words.say("tornado.high")),
      onDraws(view),
    ],
    draw: (pen) =>
      tornadoChart(
        data,
        pen,
        words.say("tornado.label", {
          outcome,
          rows: data.rows
            .slice(0, 5)
            .map((row) => words.say("tornado.row", { label: shorten(row.label, 60), low: write(row.low.outcome), high: write(row.high.outcome) }))
            .join(" "),
        }),
      ),
    table: () =>
      table(
        outcome,
        present<TornadoRow>(
          [
            { head: words.say("tornado.input"), header: true, cell: (row) => [row.label, h("code", {}, row.path)] },
            { head: words.say("tornado.low"), numeric: true, cell: (row) => withUnit(row.low.input, row) },
            { head: words.say("tornado.at"), numeric: true, cell: (row) => write(row.low.outcome) },
            { head: words.say("tornado.high"), numeric: true, cell: (row) => withUnit(row.high.input, row) },
            { head: words.say("tornado.at"), numeric: true, cell: (row) => write(row.high.outcome) },
            {
              head: words.say("tornado.share"),
              numeric: true,
              cell: (row) => (row.share === undefined ? "" : numbers.percent(row.share, 1)),
              has: (row) => row.share,
            },
          ],
          data.rows,
        ),
        data.rows,
      ),
  };
}

/** What it takes of one input alone; one sentence where none of them can do it. */
function breakEven({ words, numbers }: View, rows: BreakEven[]): HTMLElement {
  const some = rows.some((row) => row.break_even !== null);
  const edge = (row: BreakEven) => {
    if (row.break_even === null) return words.say("tornado.no_break_even");
    return row.worse ? words.say(`tornado.${row.worse}`, { value: row.break_even }) : row.break_even;
  };
  return h(
    "div",
    { class: "keep" },
    h("h3", {}, words.say("tornado.break_even")),
    h("p", { class: "note" }, words.say(some ? "tornado.break_even_lead" : "tornado.break_even_none", { n: rows.length })),
    some &&
      table(
        words.say("tornado.break_even"),
        [
          { head: words.say("tornado.input"), header: true, cell: (row: BreakEven) => row.label },
          { head: words.say("tornado.now"), numeric: true, cell: (row: BreakEven) => row.now },
          { head: words.say("tornado.value_at"), numeric: true, cell: edge },
          { head: words.say("tornado.p_worse"), numeric: true, cell: (row: BreakEven) => (row.p_worse === undefined ? "" : numbers.chance(row.p_worse)) },
        ],
        rows,
        "open few",
      ),
  );
}

export function tornado(view: View): Section | null {
  const { shown, words, numbers } = view;
  const all = (shown.tornado ?? []).filter((data) => telling(data).length);
  const blocks: Block[] = all.map((data) => ({ figure: tornadoFigure(view, data) }));
  if (shown.break_even?.length) {
    const rows = shown.break_even;
    blocks.push({ node: () => breakEven(view, rows) });
  }
  const worthy = (shown.value_of_information ?? []).filter((row) => row.worth >= 0.5);
  if (worthy.length) {
    const rows = worthy;
    blocks.push({
      node: () => h("div", { class: "keep" },
        h("h3", {}, words.say("tornado.voi")),
        h("p", { class: "note" }, words.say("tornado.voi_lead")),
        table(
          words.say("tornado.voi"),
          present<InformationValue>(
            [
              { head: words.say("tornado.input"), header: true, cell: (row) => row.label },
              { head: words.say("tornado.worth"), numeric: true, cell: (row) => numbers.money(row.worth) },
              {
                head: words.say("alternatives.error"),
                numeric: true,
                cell: (row) => (row.se === undefined ? "" : numbers.money(row.se)),
                has: (row) => row.se,
              },
            ],
            rows,
          ),
          rows,
          "open few",
        ),
      ),
    });
  }
  if (!blocks.length) return null;
  const first = all[0];
  return {
    id: "tornado",
    title: words.say("title.tornado"),
    lead: first && words.say("tornado.lead", { first: shorten(first.rows[0].label), swing: first.kind === "money" ? numbers.moneyWords(swing(first.rows[0])) : numbers.of(first.kind, swing(first.rows[0])) }),
    blocks,
  };
}

export function changes(view: View): Section | null {
  const { shown, words, numbers } = view;
  const rows = shown.changes;
  // One change alone makes up the whole.
  if (!rows || rows.length < 2) return null;
  const sorted = [...rows].sort((a, b) => b.npv.mean - a.npv.mean);
  const money = (value: number | undefined) => (value === undefined ? "" : numbers.money(value));
  return {
    id: "changes",
    title: words.say("title.changes"),
    lead: words.say("changes.lead"),
    blocks: [
      {
        figure: {
          id: "changes-chart",
          note: [words.say(barNote(sorted.map((row) => row.npv))), onDraws(view)],
          draw: (pen) =>
            intervals(
              "changes",
              sorted.map((row) => ({ label: row.label, value: row.npv })),
              "money",
              pen,
              words.say("changes.label", { rows: sorted.map((row) => `${shorten(row.label, 60)}: ${numbers.moneyShort(row.npv.mean)}.`).join(" ") }),
            ),
          table: () =>
            table(
              words.say("title.changes"),
              present<ChangeShare>(
                [
                  { head: words.say("changes.change"), header: true, cell: (row) => row.label },
                  { head: words.say("changes.owner"), cell: (row) => row.owner, has: (row) => row.owner },
                  { head: words.say("changes.start"), cell: (row) => row.start, has: (row) => row.start },
                  { head: words.say("changes.share"), numeric: true, cell: (row) => money(row.npv.mean) },
                  { head: "P10", numeric: true, cell: (row) => money(row.npv.p10), has: (row) => row.npv.p10 },
                  { head: "P90", numeric: true, cell: (row) => money(row.npv.p90), has: (row) => row.npv.p90 },
                  { head: words.say("changes.alone"), numeric: true, cell: (row) => money(row.alone), has: (row) => row.alone },
                  { head: words.say("changes.left_out"), numeric: true, cell: (row) => money(row.left_out), has: (row) => row.left_out },
                  {
                    head: words.say("changes.contacts"),
                    numeric: true,
                    cell: (row) => (row.contacts === undefined ? "" : numbers.count(row.contacts)),
                    has: (row) => row.contacts,
                  },
                ],
                sorted,
              ),
              sorted,
            ),
        },
      },
    ],
  };
}

/** How a moment's chance divides over the quadrants, as one line of blocks. */
function chances(p: Moment["p"]): SVGElement {
  let x = 0;
  const parts = quadrantsInOrder.map((q) => {
    const part = svg("rect", { x, y: 0, width: Math.max(0, 100 * p[q]), height: 10, fill: quadrantColour[q] });
    x += 100 * p[q];
    return part;
  });
  return svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", class: "chances", "aria-hidden": "true" }, ...parts);
}

export function moments(view: View): Section | null {
  const { shown, words, numbers } = view;
  const map = shown.moments;
  if (!map?.rows.length) return null;
  const name = (q: string) => words.name("quadrant", q);
  return {
    id: "moments",
    title: words.say("title.moments"),
    lead: words.say("moments.lead"),
    blocks: [
      {
        figure: {
          id: "quadrants",
          draw: (pen) =>
            quadrants(
              map,
              pen,
              words.say("moments.label", {
                rows: map.rows
                  .map((row) => words.say("moments.row", { label: shorten(row.label, 60), quadrant: name(likeliest(row.p)), p: numbers.chance(row.p[likeliest(row.p)]) }))
                  .join(" "),
              }),
            ),
        },
      },
      {
        node: () =>
          table(
            words.say("title.moments"),
            [
              { head: words.say("moments.moment"), header: true, cell: (row: Moment, i: number) => [h("span", { class: "numbered" }, i + 1), row.label] },
              { head: words.say("moments.mark"), numeric: true, cell: (row: Moment) => numbers.decimal(row.mark.mean, 1) },
              { head: words.say("moments.impact"), numeric: true, cell: (row: Moment) => numbers.decimal(row.impact.mean, 2) },
              { head: words.say("chance"), cell: (row: Moment) => chances(row.p) },
              ...quadrantsInOrder.map((q) => ({
                head: name(q),
                numeric: true,
                cell: (row: Moment) => numbers.percent(row.p[q]),
              })),
            ],
            map.rows,
            "open",
          ),
      },
    ],
  };
}
