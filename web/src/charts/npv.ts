// Two pictures of the net present value: alternatives under each other, and one in full.
import * as Plot from "@observablehq/plot";
import type { Histogram, Summary } from "../page_data";
import { across, colour, draw, fit, inARow, inkOf, labelRoom, linear, measure, spread, type Pen } from "./frame";

interface Bar {
  x1: number;
  x2: number;
  /** Share of the draws per unit of money. */
  height: number;
}

/** The bins with density as height; the one that holds zero is cut there, so that colour tells the sign. */
function bars(histogram: Histogram): Bar[] {
  const list: Bar[] = [];
  histogram.shares.forEach((share, i) => {
    const [x1, x2] = [histogram.edges[i], histogram.edges[i + 1]];
    const height = x2 > x1 ? share / (x2 - x1) : 0;
    if (x1 < 0 && x2 > 0) list.push({ x1, x2: 0, height }, { x1: 0, x2, height });
    else list.push({ x1, x2, height });
  });
  return list;
}

export interface RidgeRow {
  label: string;
  npv: Summary;
  histogram?: Histogram;
  strong: boolean;
}

/** A hill and a bar for each alternative on one axis of money. */
export function ridge(rows: RidgeRow[], pen: Pen, label: string): SVGSVGElement {
  const narrow = pen.width < 640;
  const one = rows.length === 1;
  const hill = rows.some((row) => row.histogram) ? (one ? 96 : 50) : 6;
  const rowHeight = hill + (narrow && !one ? 62 : 46);
  const left = one || narrow ? 30 : labelRoom(pen, rows.map((row) => row.label), 0.3, 13, 700);
  const right = 34;
  const [top, bottom] = [8, 26];
  const inside = rows.length * rowHeight;
  const domain = pen.axes.domain(
    "ridge",
    rows.flatMap((row) => [row.npv.p5, row.npv.p95, row.npv.mean, ...(row.histogram?.edges ?? [])]),
    [0],
  );
  const x = linear(domain, left, pen.width - right);
  const highest = Math.max(...rows.flatMap((row) => (row.histogram ? bars(row.histogram).map((b) => b.height) : [0])), 1e-300);
  const marks: Plot.Markish[] = [Plot.ruleX([0], { stroke: colour.ink, strokeOpacity: 0.55 })];
  rows.forEach((row, i) => {
    const base = inside - i * rowHeight - hill - (narrow && !one ? 18 : 2);
    const tone = row.strong || one ? 1 : 0.62;
    if (row.histogram) {
      const shapes = bars(row.histogram).map((b) => ({ ...b, y1: base, y2: base + (b.height / highest) * hill }));
      marks.push(
        Plot.rect(shapes, {
          x1: "x1",
          x2: "x2",
          y1: "y1",
          y2: "y2",
          fill: (b: Bar) => (b.x2 <= 0 ? colour.loss : colour.gain),
          fillOpacity: 0.45 * tone,
          insetLeft: 0.25,
          insetRight: 0.25,
        }),
      );
    }
    const { p10, p50, p90, mean } = row.npv;
    const middle = p50 ?? mean;
    if (p10 !== undefined && p90 !== undefined) {
      const parts = p10 < 0 && p90 > 0 ? [[p10, 0], [0, p90]] : [[p10, p90]];
      marks.push(
        Plot.link(parts, {
          x1: "0",
          x2: "1",
          y1: base - 6,
          y2: base - 6,
          stroke: (p: number[]) => (p[1] <= 0 ? colour.loss : colour.gain),
          strokeWidth: 7,
          strokeOpacity: Math.max(tone, 0.75),
        }),
      );
    }
    marks.push(Plot.ruleX([middle], { y1: base - 12, y2: base, stroke: colour.ink, strokeWidth: 2.5 }));
    const texts = [
      { name: "P10", v: p10 },
      { name: pen.words.say(p50 === undefined ? "expected" : "median"), v: middle },
      { name: "P90", v: p90 },
    ]
      .filter((entry): entry is { name: string; v: number } => entry.v !== undefined)
      .map((entry) => ({ v: entry.v, text: `${entry.name} ${pen.numbers.moneyShort(entry.v)}`, strong: entry.v === middle }));
    const { size, widths } = inARow(texts.map((entry) => ({ text: entry.text, weight: entry.strong ? 700 : 400 })), pen.width);
    const placed = spread(texts.map((entry) => x(entry.v)), widths, 0, pen.width);
    texts.forEach((entry, k) => {
      marks.push(
        Plot.text([entry], {
          x: "v",
          y: base - 24,
          dx: placed[k] - x(entry.v),
          text: ["" + entry.text],
          fontSize: size,
          fontWeight: entry.strong ? 700 : 400,
          fill: entry.strong ? colour.ink : inkOf(colour.quiet),
          stroke: colour.paper,
          strokeWidth: 4,
        }),
      );
    });
    if (!one) {
      const weight = row.strong ? 700 : 400;
      marks.push(
        narrow
          ? Plot.text([row], { frameAnchor: "left", y: base + hill + 8, dx: -left + 4, textAnchor: "start", text: [fit(row.label, pen.width - 30, 13, weight)], fontWeight: weight, fontSize: 13, fill: colour.ink, stroke: colour.paper, strokeWidth: 4 })
          : Plot.text([row], { frameAnchor: "left", y: base + 4, dx: -left + 4, textAnchor: "start", text: [fit(row.label, left - 14, 13, weight)], fontWeight: weight, fontSize: 13, fill: colour.ink }),
      );
    }
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
      marks,
    },
    label,
  );
}

export interface NpvHistogram {
  npv: Summary;
  histogram: Histogram;
  label: string;
}

/** Every draw's net present value, with the marks that a board asks for. */
export function npvHistogram(data: NpvHistogram, pen: Pen): SVGSVGElement {
  const narrow = pen.width < 560;
  const height = narrow ? 250 : 270;
  const [left, right, bottom] = [30, 34, 30];
  const { npv } = data;
  const list = bars(data.histogram);
  const highest = Math.max(...list.map((b) => b.height), 1e-300);
  const shapes = list.map((b) => ({ ...b, y: b.height / highest }));
  const domain = pen.axes.domain("npv", data.histogram.edges, [0]);
  const x = linear(domain, left, pen.width - right);
  const marksAt = [
    { name: "P10", v: npv.p10 },
    { name: pen.words.say("median"), v: npv.p50 },
    { name: "P90", v: npv.p90 },
  ].filter((entry): entry is { name: string; v: number } => entry.v !== undefined);
  const texts = [...marksAt.map((entry) => ({ ...entry, row: 0 })), { name: pen.words.say("mean").toLowerCase(), v: npv.mean, row: 1 }].map(
    (entry) => ({ ...entry, text: `${entry.name} ${pen.numbers.moneyShort(entry.v)}` }),
  );
  const { size, widths } = inARow(texts.slice(0, -1).map((entry) => ({ text: entry.text, weight: 700 })), pen.width - 8);
  const upper = spread(texts.slice(0, -1).map((t) => x(t.v)), widths, 4, pen.width - 4);
  const centres = [...upper, spread([x(npv.mean)], [measure(texts[texts.length - 1].text, 12, 700)], 4, pen.width - 4)[0]];
  const top = 48;
  const loss = npv.p_positive === undefined ? 0 : 1 - npv.p_positive;
  const lossText = loss > 0.005 ? pen.words.say("npv.below", { p: pen.numbers.chance(loss) }) : "";
  return draw(
    {
      width: pen.width,
      height,
      marginTop: top,
      marginBottom: bottom,
      marginLeft: left,
      marginRight: right,
      x: { ...across(pen, domain, "money", left, right), tickSize: 0 },
      y: { domain: [0, 1], axis: null },
      marks: [
        Plot.rect(shapes, { x1: "x1", x2: "x2", y1: 0, y2: "y", fill: (b: Bar) => (b.x2 <= 0 ? colour.loss : colour.gain), fillOpacity: 0.8, insetLeft: 0.5, insetRight: 0.5 }),
        Plot.ruleY([0], { stroke: colour.ink }),
        Plot.ruleX([0], { stroke: colour.ink, strokeWidth: 1.5 }),
        Plot.ruleX(marksAt.filter((entry) => entry.v !== npv.p50), { x: "v", stroke: colour.ink, strokeDasharray: "3 3" }),
        Plot.ruleX(marksAt.filter((entry) => entry.v === npv.p50), { x: "v", stroke: colour.ink, strokeWidth: 2 }),
        Plot.dot([npv], { x: "mean", y: 0, r: 4.5, fill: colour.quiet, stroke: colour.paper, strokeWidth: 1.5 }),
        ...texts.map((entry, i) =>
          Plot.text([entry], {
            x: "v",
            frameAnchor: "top",
            dx: centres[i] - x(entry.v),
            dy: entry.row === 0 ? -12 : -30,
            text: ["" + entry.text],
            fontSize: entry.row === 0 ? size : 12,
            fontWeight: entry.name.startsWith("P") ? 400 : 700,
            fill: entry.row === 0 ? colour.ink : inkOf(colour.quiet),
          }),
        ),
        lossText && x(Math.max(domain[0], data.histogram.edges[0])) - left > measure(lossText, 12, 700) + 8
          ? Plot.text([0], { frameAnchor: "top-left", dy: 6, dx: 2, textAnchor: "start", text: [lossText], fill: inkOf(colour.loss), fontWeight: 700, stroke: colour.paper, strokeWidth: 4 })
          : null,
      ].filter(Boolean),
    },
    data.label,
  );
}
