// A fan by month: bands of percentiles around the middle.
import * as Plot from "@observablehq/plot";
import type { Fan, NumberKind } from "../page_data";
import { colour, draw, fit, inkOf, linear, measure, monthAxis, spread, ticks, type Pen } from "./frame";

interface Point {
  t: number;
  middle: number;
  low?: number;
  high?: number;
  inner_low?: number;
  inner_high?: number;
}

/** One point a month; months without a mean are left out. */
function points(fan: Fan, at: (month: number) => number, origin: boolean): Point[] {
  const list: Point[] = [];
  if (origin) list.push({ t: 0, middle: 0, low: 0, high: 0, inner_low: 0, inner_high: 0 });
  for (let i = 0; i < fan.mean.length; ++i) {
    const middle = fan.p50?.[i] ?? fan.mean[i];
    if (middle === null || middle === undefined) continue;
    list.push({
      t: at(i),
      middle,
      low: fan.p5?.[i] ?? fan.p10?.[i] ?? undefined,
      high: fan.p95?.[i] ?? fan.p90?.[i] ?? undefined,
      inner_low: fan.p25?.[i] ?? undefined,
      inner_high: fan.p75?.[i] ?? undefined,
    });
  }
  return list;
}

export function fanValues(fan: Fan): (number | null)[] {
  return [fan.mean, fan.p5, fan.p10, fan.p50, fan.p90, fan.p95].flatMap((list) => list ?? []);
}

/** How much the light band holds, by what the document has; 0: there is none. */
export function bandWidth(fan: Fan): number {
  if (fan.p5 && fan.p95) return 0.9;
  return fan.p10 && fan.p90 ? 0.8 : 0;
}

/** Payback before there is anything to pay back. */
export function isAtOnce(months: number): boolean {
  return months < 0.05;
}

function bands(list: Point[], fill: string, strength: number): Plot.Markish[] {
  const light = list.filter((p) => p.low !== undefined && p.high !== undefined);
  const dark = list.filter((p) => p.inner_low !== undefined && p.inner_high !== undefined);
  return [
    light.length ? Plot.areaY(light, { x: "t", y1: "low", y2: "high", fill, fillOpacity: 0.14 * strength }) : null,
    dark.length ? Plot.areaY(dark, { x: "t", y1: "inner_low", y2: "inner_high", fill, fillOpacity: 0.24 * strength }) : null,
  ];
}

export interface CashFan {
  fan: Fan;
  months: number;
  others: { label: string; fan: Fan }[];
  payback?: { p10?: number | null; p50?: number | null; p90?: number | null };
  label: string;
}

/** Cumulative cash: the one large fan of the page. */
export function cashFan(data: CashFan, pen: Pen): SVGSVGElement {
  const narrow = pen.width < 560;
  const height = narrow ? 260 : 310;
  const list = points(data.fan, (i) => i + 1, true);
  const last = list[list.length - 1];
  const others = data.others.map((other) => ({ ...other, list: points(other.fan, (i) => i + 1, true) }));
  const values = [...fanValues(data.fan), ...others.flatMap((other) => other.list.map((p) => p.middle))];
  const domain = pen.axes.domain("cash", values, [0]);
  const { values: yTicks, step } = ticks(domain, narrow ? 5 : 6);
  const yLabel = (v: number) => pen.numbers.tick("money", v, step);
  const left = Math.ceil(Math.max(...yTicks.map((v) => measure(yLabel(v))))) + 12;

  const ends = [
    { text: "P95", v: last.high, strong: false },
    { text: narrow ? "" : pen.words.say(data.fan.p50 ? "median" : "expected"), v: last.middle, strong: true },
    { text: "P5", v: last.low, strong: false },
    ...(narrow ? [] : others).map((other) => ({ text: other.label, v: other.list[other.list.length - 1].middle, strong: false })),
  ]
    .filter((end): end is { text: string; v: number; strong: boolean } => end.v !== undefined)
    .map((end) => ({ ...end, text: `${fit(end.text, 150)} ${pen.numbers.moneyShort(end.v)}`.trim() }));
  if (!data.fan.p5) for (const end of ends) end.text = end.text.replace(/^P95 /, "P90 ").replace(/^P5 /, "P10 ");
  const right = Math.ceil(Math.max(...ends.map((end) => measure(end.text, 12, end.strong ? 700 : 400)))) + 14;
  const top = 14;
  const bottom = 30;
  const y = linear(domain, height - bottom, top);
  const placed = spread(ends.map((end) => y(end.v)), ends.map(() => 15), top - 8, height - bottom + 8, 0);

  const payback = data.payback;
  const back = payback?.p50 != null && !isAtOnce(payback.p50) ? payback.p50 : null;
  const backText = back === null ? "" : pen.words.say("cash.payback", { months: pen.numbers.months(back) });
  const backX = linear([0, data.months], left, pen.width - right)(back ?? 0);
  return draw(
    {
      width: pen.width,
      height,
      marginTop: top,
      marginBottom: bottom,
      marginLeft: left,
      marginRight: right,
      x: { ...monthAxis(pen, data.months, pen.width - left - right), tickSize: 0 },
      y: { domain, ticks: yTicks, tickFormat: yLabel, label: null, grid: true, tickSize: 0 },
      marks: [
        ...bands(list, colour.gain, 1),
        Plot.ruleY([0], { stroke: colour.ink }),
        ...others.map((other) => Plot.lineY(other.list, { x: "t", y: "middle", stroke: colour.quiet, strokeWidth: 1.25, strokeDasharray: "4 3" })),
        Plot.lineY(list, { x: "t", y: "middle", stroke: colour.gain, strokeWidth: 2.5 }),
        back !== null && payback?.p10 != null && payback?.p90 != null
          ? Plot.ruleY([0], { x1: payback.p10, x2: payback.p90, stroke: colour.better, strokeWidth: 5, strokeLinecap: "round" })
          : null,
        back !== null ? Plot.dot([0], { x: [back], y: [0], r: 5.5, fill: colour.better, stroke: colour.paper, strokeWidth: 2 }) : null,
        back !== null
          ? Plot.text([0], {
              x: [back],
              y: [0],
              dx: spread([backX], [measure(backText, 12, 700)], left, pen.width - right)[0] - backX,
              dy: -16,
              text: [backText],
              fill: inkOf(colour.better),
              fontWeight: 700,
              stroke: colour.paper,
              strokeWidth: 4,
            })
          : null,
        ...ends.map((end, i) =>
          Plot.text([end], {
            frameAnchor: "right",
            y: "v",
            dx: 8,
            dy: placed[i] - y(end.v),
            textAnchor: "start",
            text: ["" + end.text],
            fill: end.strong ? inkOf(colour.gain) : inkOf(colour.quiet),
            fontWeight: end.strong ? 700 : 400,
          }),
        ),
      ],
    },
    data.label,
  );
}

export interface KpiFan {
  id: string;
  kind: NumberKind;
  baseline?: Fan;
  alternative: Fan;
  shift?: Fan;
  better: "more" | "less" | "neither";
  months: number;
  label: string;
}

/** Two worlds above, their difference below, on one line of months. */
export function kpiFan(data: KpiFan, pen: Pen): SVGSVGElement {
  const alternative = points(data.alternative, (i) => i + 0.5, false);
  const baseline = data.baseline ? points(data.baseline, (i) => i + 0.5, false) : [];
  const upper = pen.axes.domain(`kpi:${data.id}`, [...fanValues(data.alternative), ...(data.baseline ? fanValues(data.baseline) : [])]);
  // Rounding is not a difference.
  const size = Math.max(Math.abs(upper[0]), Math.abs(upper[1]));
  const nothing = !data.shift || fanValues(data.shift).every((v) => v === null || Math.abs(v) < 1e-6 * size);
  const shift = data.shift ? points(data.shift, (i) => i + 0.5, false) : [];
  if (nothing) for (const p of shift) Object.assign(p, { middle: 0, low: 0, high: 0, inner_low: 0, inner_high: 0 });
  const lower = nothing ? ([-1, 1] as [number, number]) : pen.axes.domain(`shift:${data.id}`, fanValues(data.shift!), [0]);
  const [height, gap] = [shift.length ? 196 : 130, 22];
  const [top, bottom] = [8, 24];
  const inside = height - top - bottom;
  const split = shift.length ? 0.62 : 1;
  // One vertical axis in pixels of the frame, 0 at the bottom, holds both parts.
  const up = linear(upper, inside * (1 - split) + (shift.length ? gap / 2 : 0), inside);
  const down = linear(lower, 0, inside * (1 - split) - gap / 2);
  const map = (list: Point[], f: (v: number) => number): Point[] =>
    list.map((p) => ({
      t: p.t,
      middle: f(p.middle),
      low: p.low === undefined ? undefined : f(p.low),
      high: p.high === undefined ? undefined : f(p.high),
      inner_low: p.inner_low === undefined ? undefined : f(p.inner_low),
      inner_high: p.inner_high === undefined ? undefined : f(p.inner_high),
    }));

  const upperTicks = ticks(upper, 3, data.kind);
  const lowerTicks = nothing ? { values: [0], step: 1 } : ticks(lower, 2, data.kind);
  const labels = [
    ...upperTicks.values.map((v) => ({ y: up(v), text: pen.numbers.tick(data.kind, v, upperTicks.step) })),
    ...(shift.length
      ? lowerTicks.values.map((v) => ({
          y: down(v),
          text: pen.numbers.shiftTick(data.kind, v, lowerTicks.step),
        }))
      : []),
  ];
  const left = Math.ceil(Math.max(...labels.map((label) => measure(label.text, 11)))) + 10;
  const right = pen.start ? 28 : 12;
  const end = nothing ? 0 : shift[shift.length - 1].middle;
  const good = data.better === "neither" || end === 0 ? null : (data.better === "more") === end > 0;
  const tint = good === null ? colour.quiet : good ? colour.better : colour.loss;
  const zero = down(0);
  return draw(
    {
      width: pen.width,
      height,
      marginTop: top,
      marginBottom: bottom,
      marginLeft: left,
      marginRight: right,
      x: { ...monthAxis(pen, data.months, pen.width - left - right), tickSize: 0 },
      y: { domain: [0, inside], axis: null },
      marks: [
        Plot.ruleY(labels.map((label) => label.y), { stroke: colour.faint }),
        Plot.text(labels, { frameAnchor: "left", y: "y", dx: -6, textAnchor: "end", text: "text", fill: inkOf(colour.quiet), fontSize: 11 }),
        ...bands(map(baseline, up), colour.quiet, 0.9),
        ...bands(map(alternative, up), colour.gain, 1),
        baseline.length ? Plot.lineY(map(baseline, up), { x: "t", y: "middle", stroke: colour.quiet, strokeWidth: 1.5 }) : null,
        Plot.lineY(map(alternative, up), { x: "t", y: "middle", stroke: colour.gain, strokeWidth: 2 }),
        ...bands(map(shift, down), tint, 1.1),
        shift.length ? Plot.ruleY([zero], { stroke: colour.ink, strokeWidth: 1 }) : null,
        shift.length ? Plot.lineY(map(shift, down), { x: "t", y: "middle", stroke: tint, strokeWidth: 2 }) : null,
      ],
    },
    data.label,
  );
}
