// The course of a mean in the room of a word. By hand: a table has dozens of them, and the row beside it has the numbers.
import { svg } from "../dom";
import type { Fan } from "../page_data";
import { colour } from "./frame";

const [width, height, pad] = [96, 24, 2];

function middle(fan: Fan | undefined): (number | null)[] {
  return fan?.p50 ?? fan?.mean ?? [];
}

function path(values: (number | null)[], low: number, high: number): string {
  const x = (i: number) => pad + (i / Math.max(1, values.length - 1)) * (width - 2 * pad);
  const y = (v: number) => height - pad - ((v - low) / (high - low || 1)) * (height - 2 * pad);
  let pen = "M";
  let line = "";
  values.forEach((v, i) => {
    if (v === null) {
      pen = "M";
      return;
    }
    line += `${pen}${x(i).toFixed(1)},${y(v).toFixed(1)}`;
    pen = "L";
  });
  return line;
}

export function sparkline(baseline: Fan | undefined, alternative: Fan): SVGElement {
  const lines = [middle(baseline), middle(alternative)];
  const known = lines.flat().filter((v): v is number => v !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const strokes = [colour.quiet, colour.gain];
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, class: "spark", "aria-hidden": "true" },
    ...lines.map((values, i) => svg("path", { d: path(values, low, high), fill: "none", stroke: strokes[i], "stroke-width": 1.5 })),
  );
}
