// KPIs by month: the telling ones as pictures, all of them as a table.
import { bandWidth, kpiFan } from "../charts/fan";
import { sparkline } from "../charts/sparkline";
import { h } from "../dom";
import type { Fan, KpiInfo, KpiResult } from "../page_data";
import { present, table, type Column } from "../tables";
import { type Block, type Figure, type Section, type View } from "../view";
import { shorten } from "../text";

interface Kpi {
  info: KpiInfo;
  result: KpiResult;
  baseline?: Fan;
}

function known(fan: Fan | undefined): fan is Fan {
  return fan !== undefined && fan.mean.some((v) => v !== null);
}

function list(view: View): Kpi[] {
  const infos = view.data.kpis ?? [];
  return infos.flatMap((info) => {
    const result = view.shown.kpis?.[info.id];
    if (!result || !known(result.alternative)) return [];
    const baseline = view.data.baseline?.kpis[info.id];
    return [{ info, result, baseline: known(baseline) ? baseline : undefined }];
  });
}

/** What the page says about the end of the horizon. */
function ends(kpi: Kpi): { a?: number; b: number; shift?: number } {
  const { summary } = kpi.result;
  if (summary) return { a: summary.baseline.mean, b: summary.alternative.mean, shift: summary.shift.mean };
  const last = (fan: Fan | undefined) => fan?.mean.findLast((v): v is number => v !== null);
  return { a: last(kpi.baseline), b: last(kpi.result.alternative) ?? 0, shift: last(kpi.result.shift) };
}

function verdict(view: View, kpi: Kpi): { word: string; kind: "better" | "worse" | "same" } {
  const { shift, a } = ends(kpi);
  const { words, numbers } = view;
  const nothing = shift === undefined || Math.abs(shift) < 1e-4 * Math.max(Math.abs(a ?? 0), 1e-6);
  // Nor is it news where all that is shown are noughts.
  if (nothing || numbers.roundsToNothing(kpi.info.kind, shift)) return { word: words.say("kpis.same"), kind: "same" };
  if (kpi.info.better === "neither") return { word: words.say("kpis.changed"), kind: "same" };
  const good = (kpi.info.better === "more") === shift > 0;
  return { word: words.say(good ? "kpis.better" : "kpis.worse"), kind: good ? "better" : "worse" };
}

/** The unit in words, where the number does not show it already. */
function unitOf(view: View, info: KpiInfo): string {
  const unit = view.words.name("unit", info.unit, info.unit);
  const shown = (info.kind === "share" && info.unit === "share") || (info.kind === "seconds" && info.unit === "s");
  return shown || unit.toLowerCase() === info.label.toLowerCase() ? "" : unit;
}

function figure(view: View, kpi: Kpi): Figure {
  const { words, numbers, data, shown } = view;
  const { info, result, baseline } = kpi;
  const { a, b, shift } = ends(kpi);
  const write = (value: number | undefined) => (value === undefined ? "–" : numbers.of(info.kind, value));
  const judged = verdict(view, kpi);
  const shifted = shift === undefined ? "–" : numbers.shift(info.kind, shift);
  return {
    id: `kpi-${info.id}`,
    title: info.label,
    note: [
      h("span", { class: "from-to" }, baseline ? `${write(a)} → ${write(b)}` : write(b)),
      " ",
      h("span", { class: `verdict ${judged.kind}` }, shift === undefined ? "" : `${shifted} · ${judged.word}`),
      unitOf(view, info) && h("span", { class: "unit" }, unitOf(view, info)),
    ],
    draw: (pen) =>
      kpiFan(
        {
          id: info.id,
          kind: info.kind,
          better: info.better,
          baseline,
          alternative: result.alternative,
          shift: known(result.shift) ? result.shift : undefined,
          months: data.months,
          label: words.say("kpis.label", {
            name: info.label,
            a: write(a),
            b: write(b),
            label: shorten(shown.label, 60),
            shift: shifted,
            verdict: judged.word,
          }),
        },
        pen,
      ),
    table: () => monthTable(view, kpi),
  };
}

function monthTable(view: View, kpi: Kpi): HTMLElement {
  const { words, numbers, data, shown } = view;
  const { info, result, baseline } = kpi;
  const cell = (fan: Fan | undefined, i: number, pick: "mean" | "p10" | "p90" = "mean", signed = false) => {
    const value = fan?.[pick]?.[i];
    if (value === null || value === undefined) return "";
    return signed ? numbers.shift(info.kind, value) : numbers.of(info.kind, value);
  };
  const columns: (Column<number | null> & { has?: () => unknown })[] = [
    { head: words.say("month"), header: true, cell: (_, i) => (data.start ? numbers.date(data.start, i) : String(i + 1)) },
    { head: words.say("baseline"), numeric: true, cell: (_, i) => cell(baseline, i), has: () => baseline },
    { head: shorten(shown.label, 40), numeric: true, cell: (_, i) => cell(result.alternative, i) },
    { head: words.say("kpis.shift"), numeric: true, cell: (_, i) => cell(result.shift, i, "mean", true), has: () => result.shift },
    { head: "P10", numeric: true, cell: (_, i) => cell(result.shift, i, "p10", true), has: () => result.shift?.p10 },
    { head: "P90", numeric: true, cell: (_, i) => cell(result.shift, i, "p90", true), has: () => result.shift?.p90 },
  ];
  return table(info.label, present(columns, result.alternative.mean), result.alternative.mean);
}

function overview(view: View, kpis: Kpi[]): HTMLElement {
  const { words, numbers, shown } = view;
  const columns = present<Kpi>(
    [
      {
        head: words.say("kpis.indicator"),
        header: true,
        cell: (kpi) => [h("span", { title: kpi.info.definition }, kpi.info.label), h("span", { class: "unit" }, unitOf(view, kpi.info))],
      },
      {
        head: words.say("kpis.course"),
        cell: (kpi) => sparkline(kpi.baseline, kpi.result.alternative),
      },
      {
        head: words.say("baseline"),
        numeric: true,
        cell: (kpi) => (ends(kpi).a === undefined ? "" : numbers.of(kpi.info.kind, ends(kpi).a!)),
        has: (kpi) => ends(kpi).a,
      },
      { head: shorten(shown.label, 40), numeric: true, cell: (kpi) => numbers.of(kpi.info.kind, ends(kpi).b) },
      {
        head: words.say("kpis.shift"),
        numeric: true,
        cell: (kpi) => {
          const { shift } = ends(kpi);
          if (shift === undefined) return "";
          return h("span", { class: `verdict ${verdict(view, kpi).kind}` }, numbers.shift(kpi.info.kind, shift));
        },
        has: (kpi) => ends(kpi).shift,
      },
      ...(["p10", "p90"] as const).map((name) => ({
        head: name.toUpperCase(),
        numeric: true,
        cell: (kpi: Kpi) => {
          const value = kpi.result.summary?.shift[name];
          return value === undefined ? "" : numbers.shift(kpi.info.kind, value);
        },
        has: (kpi: Kpi) => kpi.result.summary?.shift[name],
      })),
    ],
    kpis,
  );
  return table(words.say("kpis.all"), columns, kpis, "open");
}

/** What each indicator counts, for who does not hover. */
function definitions({ words }: View, kpis: Kpi[]): HTMLElement | null {
  const known = kpis.filter((kpi) => kpi.info.definition);
  if (!known.length) return null;
  return h(
    "details",
    { class: "more" },
    h("summary", {}, words.say("kpis.definitions")),
    h("dl", { class: "definitions" }, known.map((kpi) => h("div", {}, h("dt", {}, kpi.info.label), h("dd", {}, kpi.info.definition)))),
  );
}

function tellingOnes(kpis: Kpi[]): Kpi[] {
  const found = kpis.filter((kpi) => kpi.info.main);
  return found.length ? found : kpis.slice(0, 6);
}

export function kpis(view: View): Section | null {
  const all = list(view);
  if (!all.length) return null;
  const { words, numbers, shown } = view;
  const wide = Math.max(...all.map((kpi) => bandWidth(kpi.result.alternative)));
  const blocks: Block[] = [
    { grid: tellingOnes(all).map((kpi) => figure(view, kpi)) },
    {
      node: () => [
        overview(view, all),
        all.some((kpi) => kpi.result.summary) && h("p", { class: "note" }, words.say("kpis.period")),
        definitions(view, all),
      ],
    },
  ];
  return {
    id: "kpis",
    title: words.say("title.kpis"),
    lead: wide
      ? words.say("kpis.lead", { label: shorten(shown.label, 60), wide: numbers.percent(wide) })
      : words.say("kpis.lead_plain", { label: shorten(shown.label, 60) }),
    blocks,
  };
}
