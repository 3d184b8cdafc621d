// What the answer stands on: waits over the week, assumptions, warnings, how to repeat the run.
import { clock, heatmap, longest, openColumns } from "../charts/heatmap";
import { h, paragraph, svg } from "../dom";
import type { Assumption, WaitMap } from "../page_data";
import { present, table, type Column } from "../tables";
import type { Block, Section, View } from "../view";
import { shorten } from "../text";

function waitTable(view: View, map: WaitMap, grid: (number | null)[][], title: string): HTMLElement {
  const { words, numbers } = view;
  const [first, last] = openColumns([grid]);
  const columns = [...Array(last - first + 1).keys()].map((i) => first + i);
  return table(
    title,
    [
      { head: words.say("waits.time"), header: true, cell: (column: number) => clock(column, map.interval_minutes) },
      ...grid.map((row, day): Column<number> => ({
        head: numbers.weekday(day),
        numeric: true,
        cell: (column) => {
          const wait = row[column];
          return wait === null || wait === undefined ? words.say("waits.closed") : numbers.seconds(wait);
        },
      })),
    ],
    columns,
  );
}

export function waits(view: View): Section | null {
  const { data, words, numbers, shown } = view;
  const maps = (data.waits ?? []).filter((map) => longest(map.baseline));
  if (!maps.length) return null;
  const blocks: Block[] = maps.map((map) => {
    const alternative = map.alternatives?.[shown.id];
    const panels = [{ title: words.say("baseline"), grid: map.baseline }];
    if (alternative && longest(alternative)) panels.push({ title: shorten(shown.label, 50), grid: alternative });
    const worst = longest(map.baseline)!;
    const after = alternative && longest(alternative);
    const label =
      words.say("waits.label", {
        team: shorten(map.label, 60),
        max: numbers.seconds(worst.wait),
        day: numbers.weekday(worst.day),
        time: clock(worst.column, map.interval_minutes),
      }) + (after ? words.say("waits.label_alternative", { label: shorten(shown.label, 60), max: numbers.seconds(after.wait) }) : "");
    return {
      figure: {
        id: `waits-${map.team}`,
        title: map.label,
        note: [label, map.target !== undefined && ` ${words.say("waits.target", { target: map.target })}`],
        draw: (pen) => heatmap({ panels, interval: map.interval_minutes, label }, pen),
        table: () =>
          h("div", {}, panels.map((panel) => waitTable(view, map, panel.grid, `${map.label} · ${panel.title}`))),
      },
    };
  });
  return { id: "waits", title: words.say("title.waits"), lead: words.say("waits.lead"), blocks };
}

const firstAssumptions = 12;

function weight(share: number, numbersText: string): HTMLElement {
  return h(
    "span",
    { class: "weight" },
    svg(
      "svg",
      { viewBox: "0 0 60 10", preserveAspectRatio: "none", class: "bar", "aria-hidden": "true" },
      svg("rect", { x: 0, y: 0, width: 60, height: 10, class: "back" }),
      svg("rect", { x: 0, y: 0, width: 60 * Math.min(1, Math.max(0, share)), height: 10, class: "front" }),
    ),
    numbersText,
  );
}

function assumptionTable(view: View, rows: Assumption[]): HTMLElement {
  const { words, numbers } = view;
  return table(
    words.say("title.assumptions"),
    present<Assumption>(
      [
        { head: words.say("assumptions.input"), header: true, cell: (a) => [a.label, h("code", {}, a.place ? `${a.path} · ${a.place.replace(/^.*[\\/]/, "")}` : a.path)] },
        { head: words.say("assumptions.value"), cell: (a) => [a.value, a.range && h("span", { class: "unit" }, a.range)] },
        {
          head: words.say("assumptions.share"),
          cell: (a) => (a.share === undefined ? "" : weight(a.share, numbers.percent(a.share, a.share < 0.1 ? 1 : 0))),
          has: (a) => a.share,
        },
        {
          head: words.say("assumptions.source"),
          cell: (a) =>
            a.source
              ? [a.source, (a.date || a.grade) && h("span", { class: "unit" }, [a.date, a.grade].filter(Boolean).join(" · "))]
              : a.origin && a.origin !== "file"
                ? h("span", { class: "soft" }, words.name("origin", a.origin))
                : h("span", { class: "missing" }, words.say("assumptions.no_source")),
        },
        { head: words.say("assumptions.owner"), cell: (a) => a.owner, has: (a) => a.owner },
      ],
      rows,
    ),
    rows,
    "open cards",
  );
}

export function assumptions(view: View): Section | null {
  const { data, words, numbers } = view;
  const all = data.assumptions;
  if (!all?.length) return null;
  const sorted = [...all].sort((a, b) => (b.share ?? -1) - (a.share ?? -1));
  const unsourced = all.filter((a) => !a.source && a.origin !== "default").length;
  const rest = sorted.slice(firstAssumptions);
  return {
    id: "assumptions",
    title: words.say("title.assumptions"),
    lead:
      words.say("assumptions.lead") +
      (unsourced ? ` ${words.say("assumptions.unsourced", { n: numbers.count(unsourced), all: numbers.count(all.length) })}` : ""),
    blocks: [
      {
        node: () => [
          assumptionTable(view, sorted.slice(0, firstAssumptions)),
          rest.length > 0 &&
            h("details", { class: "more" }, h("summary", {}, words.say("assumptions.rest", { n: rest.length })), assumptionTable(view, rest)),
        ],
      },
    ],
  };
}

export function warnings(view: View): Section | null {
  const { data, words } = view;
  if (!data.warnings) return null;
  const list = [...data.warnings].sort((a, b) => (a.level === b.level ? 0 : a.level === "warning" ? -1 : 1));
  return {
    id: "warnings",
    title: words.say("title.warnings"),
    blocks: [
      {
        node: () =>
          list.length
            ? h(
                "ul",
                { class: "warnings" },
                list.map((w) => h("li", { class: `level-${w.level}` }, h("strong", {}, words.name("level", w.level)), " ", ...paragraph(asSentence(w.text)))),
              )
            : h("p", {}, words.say("warnings.none")),
      },
    ],
  };
}

/** The program says things as a clause; a list of them reads better as sentences. */
function asSentence(text: string): string {
  const clause = text.trim();
  return clause.charAt(0).toUpperCase() + clause.slice(1) + (/[.!?…]$/.test(clause) ? "" : ".");
}

function command(text: string): HTMLElement {
  const code = h("code", { class: "command" });
  code.textContent = text;
  return code;
}

export function repeat(view: View): Section | null {
  const { data, words, numbers } = view;
  const made = data.manifest;
  if (!made) return null;
  const facts: [string, string | undefined][] = [
    [words.say("repeat.version"), made.version],
    [words.say("repeat.seed"), String(made.seed)],
    [words.say("repeat.draws"), numbers.count(made.draws)],
    [words.say("repeat.sampling"), made.sampling],
    [words.say("repeat.created"), made.created],
  ];
  return {
    id: "repeat",
    title: words.say("title.repeat"),
    lead: words.say("repeat.lead"),
    blocks: [
      {
        node: () => [
          h("pre", { tabindex: 0 }, command(made.command)),
          h("dl", { class: "plain" }, facts.map(([name, value]) => value && h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
          made.inputs &&
            made.inputs.length > 0 &&
            table(
              words.say("repeat.input"),
              [
                { head: words.say("repeat.input"), header: true, cell: (input: { name: string; sha256: string }) => input.name },
                { head: "SHA-256", cell: (input: { name: string; sha256: string }) => h("code", {}, input.sha256) },
              ],
              made.inputs,
              "open",
            ),
        ],
      },
    ],
  };
}
