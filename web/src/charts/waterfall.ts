// From potential to cash, top to bottom: a row a step, each starting where the last one ended.
import * as Plot from "@observablehq/plot";
import type { WaterfallStep } from "../page_data";
import type { Words } from "../text";
import { across, colour, draw, fit, inkOf, labelRoom, measure, type Pen } from "./frame";

interface Row {
  label: string;
  from: number;
  to: number;
  total: boolean;
  step: WaterfallStep;
}

/** The page's word for a step: what was to be costs that stay can turn out a gain. */
export function stepName(words: Words, step: WaterfallStep): string {
  const id = step.id === "not_cashable" && step.amount > 0 ? "not_cashable_gain" : step.id;
  return words.name("step", id, step.label);
}

/** Where each step begins and ends. */
export function stairs(steps: WaterfallStep[], name: (step: WaterfallStep) => string): Row[] {
  let level = 0;
  return steps.map((step) => {
    const total = step.kind === "total";
    const from = total ? 0 : level;
    level = total ? step.amount : level + step.amount;
    return { label: name(step), from, to: level, total, step };
  });
}

export function waterfall(steps: WaterfallStep[], pen: Pen, label: string): SVGSVGElement {
  const narrow = pen.width < 560;
  const rows = stairs(steps, (step) => stepName(pen.words, step));
  const rowHeight = narrow ? 46 : 30;
  const bar = 19;
  const [top, bottom] = [4, 26];
  const inside = rows.length * rowHeight;
  const amounts = rows.map((row) => (row.total ? "" : row.step.amount > 0 ? "+" : "") + pen.numbers.moneyShort(row.step.amount));
  const widest = Math.max(...amounts.map((text) => measure(text, 12, 700))) + 12;
  const left = narrow ? 6 : labelRoom(pen, rows.map((row) => row.label), 0.34, 12, 700);
  const right = widest;
  const domain = pen.axes.domain("waterfall", rows.flatMap((row) => [row.from, row.to, row.step.p10, row.step.p90]), [0]);
  const middle = (i: number) => inside - i * rowHeight - (narrow ? 18 + bar / 2 : rowHeight / 2);
  const fillOf = (row: Row) => (row.total ? (row.to < 0 ? colour.loss : colour.gain) : row.step.amount < 0 ? colour.loss : colour.better);
  const marks: Plot.Markish[] = [];
  rows.forEach((row, i) => {
    const y = middle(i);
    if (i + 1 < rows.length) {
      marks.push(Plot.ruleX([row.to], { y1: middle(i + 1) + bar / 2, y2: y - bar / 2, stroke: colour.quiet, strokeWidth: 1 }));
    }
    marks.push(
      Plot.rect([row], { x1: "from", x2: "to", y1: y - bar / 2, y2: y + bar / 2, fill: fillOf(row), fillOpacity: row.total ? 1 : 0.75 }),
    );
    const { p10, p90 } = row.step;
    if (row.total && p10 !== undefined && p90 !== undefined) {
      marks.push(
        Plot.ruleY([y], { x1: p10, x2: p90, stroke: colour.ink, strokeWidth: 1.5 }),
        Plot.ruleX([p10, p90], { y1: y - 5, y2: y + 5, stroke: colour.ink, strokeWidth: 1.5 }),
      );
    }
    const reach = Math.max(row.from, row.to, row.total ? (p90 ?? -Infinity) : -Infinity);
    marks.push(
      Plot.text([row], { x: [reach], y, dx: 7, textAnchor: "start", text: [amounts[i]], fontWeight: row.total ? 700 : 400, fill: row.total ? colour.ink : inkOf(fillOf(row)) }),
    );
    const weight = row.total ? 700 : 400;
    marks.push(
      narrow
        ? Plot.text([row], { frameAnchor: "left", y: y + bar / 2 + 9, dx: 0, textAnchor: "start", text: [fit(row.label, pen.width - 20, 12, weight)], fontWeight: weight, fill: colour.ink, stroke: colour.paper, strokeWidth: 3 })
        : Plot.text([row], { frameAnchor: "left", y, dx: -12, textAnchor: "end", text: [fit(row.label, left - 14, 12, weight)], fontWeight: weight, fill: colour.ink }),
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
      x: { ...across(pen, domain, "money", left, right), grid: true, tickSize: 0 },
      y: { domain: [0, inside], axis: null },
      marks: [...marks, Plot.ruleX([0], { stroke: colour.ink })],
    },
    label,
  );
}
