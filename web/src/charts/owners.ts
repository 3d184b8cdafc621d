// By department: what it causes, carries, pays and gains, in columns on one scale of money.
import * as Plot from "@observablehq/plot";
import type { Owner } from "../page_data";
import type { Key } from "../text";
import { colour, draw, fit, inkOf, labelRoom, linear, measure, type Pen } from "./frame";

export type Amount = "cost" | "carries" | "pays" | "potential" | "receives";
const tints: Record<Amount, string> = { cost: colour.loss, carries: colour.quiet, pays: colour.quiet, potential: colour.better, receives: colour.gain };

/** A year, for the alternative that is shown. */
export function amountOf(owner: Owner, name: Amount, alternative: string): number | undefined {
  return name === "cost" || name === "carries" ? owner[name] : owner[name]?.[alternative];
}

export function ownerColumns(owners: Owner[], alternative: string): Amount[] {
  const all: Amount[] = ["cost", "carries", "pays", "potential", "receives"];
  return all.filter((name) => owners.some((owner) => amountOf(owner, name, alternative)));
}

export function ownersChart(owners: Owner[], alternative: string, pen: Pen, label: string): SVGSVGElement {
  const narrow = pen.width < 640;
  const columns = ownerColumns(owners, alternative);
  const of = (owner: Owner, name: Amount) => amountOf(owner, name, alternative) ?? 0;
  const rowHeight = narrow ? 20 * columns.length + 26 : 34;
  const heads = narrow ? 0 : 24;
  const inside = owners.length * rowHeight + heads;
  const left = narrow ? 0 : labelRoom(pen, owners.map((owner) => owner.label), 0.26);
  const most = Math.max(1e-9, ...owners.flatMap((owner) => columns.map((name) => Math.abs(of(owner, name)))));
  const texts = (owner: Owner, name: Amount) => pen.numbers.moneyShort(of(owner, name));
  const textRoom = Math.ceil(Math.max(...owners.flatMap((owner) => columns.map((name) => measure(texts(owner, name)))))) + 10;
  const nameRoom = narrow ? Math.max(...columns.map((name) => measure(pen.words.say(`owners.${name}` as Key), 11))) + 10 : 0;
  const columnWidth = narrow ? pen.width - nameRoom : (pen.width - left) / columns.length;
  const bar = linear([0, most], 0, Math.max(20, columnWidth - textRoom - 10));
  const marks: Plot.Markish[] = [];
  const put = (x: number, y: number, text: string, options: Plot.TextOptions) => marks.push(Plot.text([text], { x: [x], y: [y], text: [text], textAnchor: "start", ...options }));
  columns.forEach((name, c) => {
    if (!narrow) put(left + c * columnWidth, inside - 10, fit(pen.words.say(`owners.${name}` as Key), columnWidth - 8, 12, 700), { fontWeight: 700, fill: inkOf(tints[name]) });
  });
  owners.forEach((owner, i) => {
    const upper = inside - heads - i * rowHeight;
    if (narrow) put(0, upper - 12, fit(owner.label, pen.width - 4, 12, 700), { fontWeight: 700, fill: colour.ink });
    else put(left - 12, upper - rowHeight / 2, fit(owner.label, left - 14), { textAnchor: "end", fill: colour.ink });
    columns.forEach((name, c) => {
      const amount = of(owner, name);
      const x = narrow ? nameRoom : left + c * columnWidth;
      const y = narrow ? upper - 30 - c * 20 : upper - rowHeight / 2;
      if (narrow) put(0, y, pen.words.say(`owners.${name}` as Key), { fontSize: 11, fill: inkOf(colour.quiet) });
      const length = bar(Math.abs(amount));
      const half = narrow ? 7 : 9;
      marks.push(Plot.rect([name], { x1: x, x2: x + length, y1: y - half, y2: y + half, fill: tints[name], fillOpacity: amount < 0 ? 0.35 : 0.85, stroke: amount < 0 ? tints[name] : "none" }));
      if (amount) put(x + length + 5, y, texts(owner, name), { fill: inkOf(colour.quiet) });
      else put(x + 3, y, "–", { fill: inkOf(colour.quiet) });
    });
  });
  return draw(
    {
      width: pen.width,
      height: inside,
      margin: 0,
      x: { domain: [0, pen.width], axis: null },
      y: { domain: [0, inside], axis: null },
      marks,
    },
    label,
  );
}
