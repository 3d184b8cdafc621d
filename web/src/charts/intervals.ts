// A dot and a bar a row: means with their P10 to P90, on one axis with zero in it.
import * as Plot from "@observablehq/plot";
import type { NumberKind, Summary } from "../page_data";
import { across, colour, draw, fitParts, inkOf, labelRoom, measure, type Pen } from "./frame";

export interface IntervalRow {
  label: string;
  value: Summary;
  /** What stands between two names in the label, so that both stay readable. */
  between?: string;
}

/** The bar of a row: P10 to P90, else twice the error of the mean to either side. */
export function reach(value: Summary): [number, number] | null {
  if (value.p10 !== undefined && value.p90 !== undefined) return [value.p10, value.p90];
  return value.se ? [value.mean - 2 * value.se, value.mean + 2 * value.se] : null;
}

/** What the note under the chart says of its bars. */
export function barNote(rows: Summary[]): "changes.note" | "changes.note_error" | "changes.note_plain" {
  if (rows.some((row) => row.p10 !== undefined)) return "changes.note";
  return rows.some((row) => row.se) ? "changes.note_error" : "changes.note_plain";
}

export function intervals(name: string, rows: IntervalRow[], kind: NumberKind, pen: Pen, label: string): SVGSVGElement {
  const narrow = pen.width < 560;
  const rowHeight = narrow ? 44 : 32;
  const [top, bottom] = [4, 26];
  const inside = rows.length * rowHeight;
  const texts = rows.map((row) => pen.numbers.tick(kind, row.value.mean, Math.abs(row.value.mean) / 100 || 1));
  const right = Math.ceil(Math.max(...texts.map((text) => measure(text, 12, 700)))) + 14;
  const left = narrow ? 8 : labelRoom(pen, rows.map((row) => row.label), 0.36);
  const domain = pen.axes.domain(name, rows.flatMap((row) => [row.value.mean, ...(reach(row.value) ?? [])]), [0]);
  const marks: Plot.Markish[] = [Plot.ruleX([0], { stroke: colour.ink })];
  rows.forEach((row, i) => {
    const y = inside - i * rowHeight - (narrow ? 28 : rowHeight / 2);
    const tint = row.value.mean < 0 ? colour.loss : colour.gain;
    const { mean } = row.value;
    const bar = reach(row.value);
    if (bar) {
      marks.push(Plot.link([row], { x1: bar[0], x2: bar[1], y1: y, y2: y, stroke: tint, strokeOpacity: 0.4, strokeWidth: 8 }));
    }
    marks.push(
      Plot.dot([row], { x: [mean], y: [y], r: 5.5, fill: tint, stroke: colour.paper, strokeWidth: 1.5 }),
      Plot.text([row], { x: [Math.max(mean, bar?.[1] ?? mean)], y, dx: 10, textAnchor: "start", text: [texts[i]], fontWeight: 700, fill: inkOf(tint), stroke: colour.paper, strokeWidth: 4 }),
      narrow
        ? Plot.text([row], { frameAnchor: "left", y: y + 17, textAnchor: "start", text: [fitParts(row.label, pen.width - 24, 12, 400, row.between)], fill: colour.ink, stroke: colour.paper, strokeWidth: 3 })
        : Plot.text([row], { frameAnchor: "left", y, dx: -12, textAnchor: "end", text: [fitParts(row.label, left - 14, 12, 400, row.between)], fill: colour.ink }),
    );
  });
  return draw(
    {
      width: pen.width,
      height: inside + top + bottom,
      marginTop: top,
      marginBottom: bottom,
      marginLeft: left,
      marginRight: right,
      x: { ...across(pen, domain, kind, left, right), grid: true, tickSize: 0 },
      y: { domain: [0, inside], axis: null },
      marks,
    },
    label,
  );
}
