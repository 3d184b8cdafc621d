// Waits over the week: a row a day, a column an interval, ink by length of wait, worlds under each other on one scale.
import * as Plot from "@observablehq/plot";
import { colour, draw, inkOf, measure, type Pen } from "./frame";

type Grid = (number | null)[][];

export interface Heat {
  panels: { title: string; grid: Grid }[];
  interval: number;
  label: string;
}

export function longest(grid: Grid): { wait: number; day: number; column: number } | null {
  let best: { wait: number; day: number; column: number } | null = null;
  grid.forEach((row, day) =>
    row.forEach((wait, column) => {
      if (wait !== null && (best === null || wait > best.wait)) best = { wait, day, column };
    }),
  );
  return best;
}

export function clock(column: number, interval: number): string {
  const minutes = column * interval;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** First and last column in which anybody is open. */
export function openColumns(grids: Grid[]): [number, number] {
  const columns = grids.flat().flatMap((row) => row.flatMap((wait, i) => (wait === null ? [] : [i])));
  return columns.length ? [Math.min(...columns), Math.max(...columns)] : [0, 0];
}

export function heatmap(data: Heat, pen: Pen): SVGSVGElement {
  const grids = data.panels.map((panel) => panel.grid);
  const [first, last] = openColumns(grids);
  const days = [...Array(7).keys()].filter((day) => grids.some((grid) => grid[day]?.some((wait) => wait !== null)));
  const most = Math.max(1e-9, ...grids.map((grid) => longest(grid)?.wait ?? 0));
  const left = Math.ceil(Math.max(...days.map((day) => measure(pen.numbers.weekday(day))))) + 10;
  const [cell, head, foot] = [20, 26, 22];
  const panelHeight = head + days.length * cell + foot;
  const legend = 34;
  const inside = data.panels.length * panelHeight + legend;
  const right = 18;
  const perHour = 60 / data.interval;
  const room = pen.width - left - right;
  const hourStep = [1, 2, 3, 4, 6, 12].find((step) => (room / ((last + 1 - first) / perHour / step)) > 46) ?? 12;
  const marks: Plot.Markish[] = [];
  const strength = (wait: number) => 0.04 + 0.96 * Math.sqrt(wait / most);
  data.panels.forEach((panel, p) => {
    const top = inside - p * panelHeight;
    marks.push(Plot.text([panel], { x: [first], y: [top - 12], text: [panel.title], textAnchor: "start", fontWeight: 700, fill: p ? inkOf(colour.gain) : inkOf(colour.quiet), dx: 0 }));
    const cells = days.flatMap((day, d) =>
      (panel.grid[day] ?? []).slice(first, last + 1).map((wait, i) => ({ wait, x: first + i, y2: top - head - d * cell, y1: top - head - (d + 1) * cell })),
    );
    marks.push(
      Plot.rect(cells.filter((c) => c.wait === null), { x1: "x", x2: (c: { x: number }) => c.x + 1, y1: "y1", y2: "y2", fill: colour.faint, fillOpacity: 0.35, inset: 0.5 }),
      Plot.rect(cells.filter((c) => c.wait !== null), { x1: "x", x2: (c: { x: number }) => c.x + 1, y1: "y1", y2: "y2", fill: colour.loss, fillOpacity: (c: { wait: number }) => strength(c.wait), inset: 0.5 }),
    );
    days.forEach((day, d) => {
      marks.push(Plot.text([day], { x: [first], y: [top - head - (d + 0.5) * cell], dx: -7, text: [pen.numbers.weekday(day)], textAnchor: "end", fill: inkOf(colour.quiet), fontSize: 11 }));
    });
    for (let column = Math.ceil(first / perHour) * perHour; column <= last + 1; column += perHour * hourStep) {
      marks.push(Plot.text([column], { x: [column], y: [top - head - days.length * cell - 10], text: [clock(column, data.interval)], fill: inkOf(colour.quiet), fontSize: 11 }));
    }
  });
  // Five squares say how dark is how long.
  const steps = [0, 0.25, 0.5, 0.75, 1].map((part) => part * part * most);
  const span = (last + 1 - first) / Math.max(5, Math.min(9, room / 70));
  steps.forEach((wait, i) => {
    marks.push(
      Plot.rect([wait], { x1: first + i * span, x2: first + (i + 1) * span, y1: 18, y2: 28, fill: colour.loss, fillOpacity: strength(wait), inset: 0.5 }),
      Plot.text([wait], { x: [first + (i + 0.5) * span], y: [8], text: [pen.numbers.seconds(Math.round(wait))], fill: inkOf(colour.quiet), fontSize: 11 }),
    );
  });
  return draw(
    {
      width: pen.width,
      height: inside,
      marginTop: 0,
      marginBottom: 0,
      marginLeft: left,
      marginRight: right,
      x: { domain: [first, last + 1], axis: null },
      y: { domain: [0, inside], axis: null },
      opacity: { type: "identity" },
      marks,
    },
    data.label,
  );
}
