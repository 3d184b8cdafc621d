// What one input at a time does to the outcome, widest swing on top.
import * as Plot from "@observablehq/plot";
import type { NumberKind, Tornado, TornadoRow } from "../page_data";
import { across, colour, draw, fit, fitParts, inkOf, labelRoom, measure, type Pen } from "./frame";

const most = 12;

/** The smallest swing that is more than rounding, by kind of outcome. */
const noise: Partial<Record<NumberKind, number>> = { money: 0.5, mark: 5e-4, share: 1e-5 };

/** The rows that are worth a bar. */
export function telling(data: Tornado): TornadoRow[] {
  const widest = Math.max(0, ...data.rows.map(swing));
  const least = Math.max(0.005 * widest, noise[data.kind] ?? 1e-9);
  return data.rows.filter((row) => swing(row) >= least).slice(0, most);
}

export function tornado(data: Tornado, pen: Pen, label: string): SVGSVGElement {
  const narrow = pen.width < 620;
  const rows = telling(data);
  const rowHeight = narrow ? 48 : 30;
  const bar = 16;
  const [top, bottom] = [4, 28];
  const inside = rows.length * rowHeight;
  const inputRoom = narrow ? 74 : 120;
  const left = narrow ? 4 : labelRoom(pen, rows.map((row) => row.label), 0.38);
  const ends = rows.map((row) => {
    const lowIsLeft = row.low.outcome <= row.high.outcome;
    const [first, second] = lowIsLeft ? [row.low, row.high] : [row.high, row.low];
    // The unit where there is room for it; the table has it always.
    const written = (input: string) => {
      const full = row.unit ? `${input} ${row.unit}` : input;
      return measure(full, 11) <= inputRoom ? full : fit(input, inputRoom, 11);
    };
    return { first: { ...first, text: written(first.input) }, second: { ...second, text: written(second.input) } };
  });
  const room = (side: "first" | "second") => Math.ceil(Math.max(0, ...ends.map((end) => measure(end[side].text, 11)))) + 12;
  // Room for the words at the bars' ends lies outside the axis, so that they cannot run into the labels.
  const [padLeft, padRight] = [room("first"), room("second")];
  const domain = pen.axes.domain(`tornado:${data.outcome}`, rows.flatMap((row) => [row.low.outcome, row.high.outcome]), [data.base]);
  const middle = (i: number) => inside - i * rowHeight - (narrow ? 20 + bar / 2 : rowHeight / 2);
  const bars: Plot.Markish[] = [];
  const texts: Plot.Markish[] = [];
  rows.forEach((row, i) => {
    const y = middle(i);
    for (const [end, fill] of [
      [row.low, colour.loss],
      [row.high, colour.gain],
    ] as const) {
      bars.push(Plot.rect([row], { x1: data.base, x2: end.outcome, y1: y - bar / 2, y2: y + bar / 2, fill, fillOpacity: 0.85 }));
    }
    texts.push(
      Plot.text([row], { x: [Math.min(ends[i].first.outcome, data.base)], y, dx: -5, textAnchor: "end", text: [ends[i].first.text], fontSize: 11, fill: inkOf(colour.quiet) }),
      Plot.text([row], { x: [Math.max(ends[i].second.outcome, data.base)], y, dx: 5, textAnchor: "start", text: [ends[i].second.text], fontSize: 11, fill: inkOf(colour.quiet) }),
    );
    texts.push(
      narrow
        ? Plot.text([row], { frameAnchor: "left", y: y + bar / 2 + 10, dx: -padLeft, textAnchor: "start", text: [fitParts(row.label, pen.width - 16)], fill: colour.ink, stroke: colour.paper, strokeWidth: 4 })
        : Plot.text([row], { frameAnchor: "left", y, dx: -padLeft - 12, textAnchor: "end", text: [fitParts(row.label, left - 14)], fill: colour.ink }),
    );
  });
  return draw(
    {
      width: pen.width,
      height: inside + top + bottom,
      marginTop: top,
      marginBottom: bottom,
      marginLeft: left + padLeft,
      marginRight: padRight,
      x: { ...across(pen, domain, data.kind, left + padLeft, padRight), grid: true, tickSize: 0 },
      y: { domain: [0, inside], axis: null },
      marks: [
        ...bars,
        // From bar to bar, not through the labels above them.
        ...rows.map((_, i) => Plot.ruleX([data.base], { y1: middle(i) - bar / 2 - (narrow ? 3 : 7), y2: middle(i) + bar / 2 + (narrow ? 3 : 7), stroke: colour.ink, strokeWidth: 1.5 })),
        ...texts,
      ],
    },
    label,
  );
}

export function swing(row: TornadoRow): number {
  return Math.abs(row.high.outcome - row.low.outcome);
}
