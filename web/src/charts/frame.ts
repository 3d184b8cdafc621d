// What every chart shares: the drawn frame, measured labels, and axes that hold still.
import * as Plot from "@observablehq/plot";
import type { Numbers } from "../numbers";
import type { NumberKind } from "../page_data";
import type { Words } from "../text";

/** What a chart needs besides its data. */
export interface Pen {
  width: number;
  numbers: Numbers;
  words: Words;
  /** "2026-01", or absent: months are numbered. */
  start?: string;
  /** Keeps an axis where it was while the data still fit. */
  axes: Axes;
}

export const colour = {
  gain: "var(--blue)",
  loss: "var(--orange)",
  better: "var(--green)",
  quiet: "var(--grey)",
  ink: "var(--ink)",
  faint: "var(--line)",
  paper: "var(--paper)",
};

/** The same colour, dark enough for small letters. */
export function inkOf(tint: string): string {
  return tint.replace(/^var\((--(?:blue|orange|green|grey))\)$/, "var($1-ink)");
}

/** Draws, and makes of it one picture with one sentence for who does not see it. */
export function draw(options: Plot.PlotOptions, label: string): SVGSVGElement {
  const drawn = Plot.plot({ ...options, className: "chart" }) as SVGSVGElement;
  // Plot's own style element would need a hole in the page's policy; styles.css says the same.
  for (const style of drawn.querySelectorAll("style")) style.remove();
  // Inside an image, labels of parts are read by nobody and disallowed by ARIA.
  for (const part of drawn.querySelectorAll("[aria-label], [aria-description]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", label);
  return drawn;
}

/** Axes by name. In a report they are as the data are; a live page lets them hold still. */
export class Axes {
  private readonly held = new Map<string, [number, number]>();

  constructor(private readonly mode: "exact" | "steady" = "exact") {}

  /** Both ends rounded outwards to what reads well. */
  domain(name: string, values: (number | null | undefined)[], include: number[] = []): [number, number] {
    const finite = [...values, ...include].filter((v): v is number => typeof v === "number" && Number.isFinite(v));
    let low = finite.length ? Math.min(...finite) : 0;
    let high = finite.length ? Math.max(...finite) : 1;
    if (low === high) {
      const pad = Math.abs(low) * 0.1 || 1;
      low -= pad;
      high += pad;
    }
    const step = niceStep(low, high, 12);
    const next: [number, number] = [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
    if (this.mode === "exact") return next;
    const held = this.held.get(name);
    const fits = held && held[0] <= low && held[1] >= high && high - low > 0.45 * (held[1] - held[0]);
    if (fits) return held;
    this.held.set(name, next);
    return next;
  }
}

export function niceStep(low: number, high: number, count: number): number {
  const raw = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const ratio = raw / power;
  return power * (ratio > 7.07 ? 10 : ratio > 3.16 ? 5 : ratio > 1.41 ? 2 : 1);
}

/** Seconds beyond two minutes are read as minutes and hours. */
function clockStep(low: number, high: number, count: number): number {
  const raw = (high - low) / Math.max(1, count);
  return raw < 30 ? niceStep(low, high, count) : ([30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400].find((step) => step >= 0.71 * raw) ?? niceStep(low, high, count));
}

export function ticks(domain: [number, number], count: number, kind?: NumberKind): { values: number[]; step: number } {
  const step = (kind === "seconds" ? clockStep : niceStep)(domain[0], domain[1], count);
  const values: number[] = [];
  for (let i = Math.ceil(domain[0] / step - 1e-9); i * step <= domain[1] + step * 1e-9; ++i) values.push(i * step);
  return { values, step };
}

/** Options of a horizontal axis of some kind of number. */
export function across(pen: Pen, domain: [number, number], kind: NumberKind, left: number, right: number): Plot.ScaleOptions {
  const room = pen.width - left - right;
  const { values, step } = ticks(domain, Math.max(2, Math.min(8, room / 90)));
  const x = linear(domain, left, pen.width - right);
  const named = (v: number) => pen.numbers.tick(kind, v, step);
  // A label that would stick out of the picture is left away; its line stays.
  const fits = (v: number) => {
    const half = measure(named(v)) / 2;
    return x(v) - half >= 0 && x(v) + half <= pen.width;
  };
  return { domain, ticks: values, tickFormat: (v: number) => (fits(v) ? named(v) : ""), label: null };
}

let canvas: CanvasRenderingContext2D | null = null;
let family = "";
const widths = new Map<string, number>();

/** Width in pixels of a text as charts write it. */
export function measure(text: string, size = 12, weight = 400): number {
  canvas ??= document.createElement("canvas").getContext("2d");
  if (!canvas) return text.length * size * 0.6;
  family ||= getComputedStyle(document.body).fontFamily || "sans-serif";
  const key = `${weight} ${size} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    canvas.font = `${weight} ${size}px ${family}`;
    width = canvas.measureText(text).width;
    if (widths.size > 5000) widths.clear();
    widths.set(key, width);
  }
  return width;
}

/** The text, or as much of it as fits with an ellipsis. */
export function fit(text: string, room: number, size = 12, weight = 400): string {
  const short = text.length > 400 ? text.slice(0, 400) : text;
  const line = short.replace(/\s+/g, " ");
  if (short === text && measure(line, size, weight) <= room) return line;
  const letters = Array.from(line);
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${letters.slice(0, middle).join("")}…`, size, weight) <= room) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join("").trimEnd()}…`;
}

/** "Name: what of it", or "this minus that", in so much room: it is the names that get shorter, not what tells them apart. */
export function fitParts(text: string, room: number, size = 12, weight = 400, between = ": "): string {
  if (text.length > 400 || measure(text, size, weight) <= room) return fit(text, room, size, weight);
  const at = text.lastIndexOf(between);
  if (at < 0) return fit(text, room, size, weight);
  const [first, last] = [text.slice(0, at), text.slice(at + between.length)];
  const free = room - measure(between, size, weight);
  const whole = measure(last, size, weight);
  // Of two long parts both lose.
  const forLast = Math.min(whole, Math.max(free - measure(first, size, weight), free * (between === ": " ? 0.72 : 0.5)));
  return fit(first, free - forLast, size, weight) + between + fit(last, forLast + 0.5, size, weight);
}

/** Room for row labels at the left: what they need, up to a part of the width. */
export function labelRoom(pen: Pen, labels: string[], part = 0.36, size = 12, weight = 400): number {
  const widest = Math.max(0, ...labels.map((label) => measure(label.slice(0, 200), size, weight)));
  return Math.ceil(Math.min(widest + 16, pen.width * part));
}

/** Moves label centres apart until none touches another, each as little as may be. Same order in and out. */
export function spread(centres: number[], widths: number[], low: number, high: number, gap = 8): number[] {
  const order = centres.map((_, i) => i).sort((a, b) => centres[a] - centres[b]);
  const out = [...centres];
  for (let round = 0; round < 60; ++round) {
    let moved = false;
    for (let k = 0; k + 1 < order.length; ++k) {
      const [a, b] = [order[k], order[k + 1]];
      const need = (widths[a] + widths[b]) / 2 + gap;
      const lack = need - (out[b] - out[a]);
      if (lack > 0.5) {
        out[a] -= lack / 2;
        out[b] += lack / 2;
        moved = true;
      }
    }
    for (const i of order) {
      out[i] = Math.min(Math.max(out[i], low + widths[i] / 2), high - widths[i] / 2);
    }
    if (!moved) break;
  }
  return out;
}

/** The size at which labels in a row fit the room beside each other, and how wide each is then. */
export function inARow(labels: { text: string; weight: number }[], room: number, gap = 8): { size: number; widths: number[] } {
  const at = (size: number) => labels.map((label) => measure(label.text, size, label.weight));
  const free = room - gap * (labels.length - 1);
  const needed = at(12).reduce((sum, width) => sum + width, 0);
  const size = needed > free ? Math.max(9, Math.floor((120 * free) / needed) / 10) : 12;
  return { size, widths: at(size) };
}

/** Pixels of a linear axis between two margins. */
export function linear(domain: [number, number], left: number, right: number): (value: number) => number {
  return (value) => left + ((value - domain[0]) / (domain[1] - domain[0])) * (right - left);
}

/** Ticks along months, on the first of years or quarters where the calendar is known. */
export function monthAxis(pen: Pen, months: number, room: number): Plot.ScaleOptions {
  const wide = pen.start ? 76 : 44;
  const step = [1, 2, 3, 6, 12, 24, 36, 60, 120].find((s) => (months / s) * wide <= room) ?? 240;
  const values: number[] = [];
  for (let t = 0; t <= months; t += step) values.push(t);
  const start = pen.start;
  return {
    domain: [0, months],
    ticks: values,
    tickFormat: (t: number) => (start ? pen.numbers.date(start, t) : String(t)),
    label: null,
  };
}
