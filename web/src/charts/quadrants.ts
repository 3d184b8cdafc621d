// Moments by impact and mark: numbered dots with the box of their uncertainty; the list beside says which is which.
import * as Plot from "@observablehq/plot";
import type { MomentMap } from "../page_data";
import { colour, draw, inkOf, linear, measure, ticks, type Pen } from "./frame";

export type Quadrant = "improve" | "save" | "rescue" | "spread";
export const quadrantsInOrder: Quadrant[] = ["rescue", "spread", "improve", "save"];
export const quadrantColour: Record<Quadrant, string> = {
  rescue: "var(--orange)",
  spread: "var(--green)",
  improve: "var(--grey)",
  save: "var(--blue)",
};

export function likeliest(p: Record<Quadrant, number>): Quadrant {
  return quadrantsInOrder.reduce((best, q) => (p[q] > p[best] ? q : best), quadrantsInOrder[0]);
}

export function quadrants(map: MomentMap, pen: Pen, label: string): SVGSVGElement {
  const height = Math.min(460, Math.max(320, pen.width * 0.72));
  const x = pen.axes.domain("quadrant:x", map.rows.flatMap((m) => [m.impact.p10, m.impact.p90, m.impact.mean]), [map.impact_split]);
  const y = pen.axes.domain("quadrant:y", map.rows.flatMap((m) => [m.mark.p10, m.mark.p90, m.mark.mean]), [map.mark_split]);
  const [xs, ys] = [ticks(x, pen.width < 480 ? 4 : 7), ticks(y, 5)];
  const rows = map.rows.map((moment, i) => ({
    number: String(i + 1),
    x: moment.impact.mean,
    y: moment.mark.mean,
    x1: moment.impact.p10 ?? moment.impact.mean,
    x2: moment.impact.p90 ?? moment.impact.mean,
    y1: moment.mark.p10 ?? moment.mark.mean,
    y2: moment.mark.p90 ?? moment.mark.mean,
    fill: quadrantColour[likeliest(moment.p)],
  }));
  const fields = [
    { q: "rescue", anchor: "bottom-right", align: "end" },
    { q: "spread", anchor: "top-right", align: "end" },
    { q: "improve", anchor: "bottom-left", align: "start" },
    { q: "save", anchor: "top-left", align: "start" },
  ] as const;
  const left = Math.ceil(Math.max(...ys.values.map((v) => measure(pen.numbers.tick("mark", v, ys.step))))) + 12;
  const at = linear(x, left, pen.width - 14);
  return draw(
    {
      width: pen.width,
      height,
      marginLeft: left,
      marginRight: 14,
      marginTop: 26,
      marginBottom: 40,
      x: { domain: x, ticks: xs.values, tickFormat: (v: number) => pen.numbers.tick("number", v, xs.step), tickSize: 0, label: `${pen.words.say("moments.impact")} →`, labelAnchor: "right" },
      y: { domain: y, ticks: ys.values, tickFormat: (v: number) => pen.numbers.tick("mark", v, ys.step), tickSize: 0, label: `↑ ${pen.words.say("moments.mark")}`, labelAnchor: "top" },
      marks: [
        Plot.frame({ stroke: colour.faint }),
        Plot.ruleX([map.impact_split], { stroke: colour.ink, strokeOpacity: 0.5 }),
        Plot.ruleY([map.mark_split], { stroke: colour.ink, strokeOpacity: 0.5 }),
        ...fields.map((field) =>
          Plot.text([field.q], {
            frameAnchor: field.anchor,
            textAnchor: field.align,
            dx: field.align === "end" ? -8 : 8,
            dy: field.anchor.startsWith("top") ? 10 : -10,
            lineAnchor: field.anchor.startsWith("top") ? "top" : "bottom",
            lineWidth: Math.max(4, ((field.align === "end" ? pen.width - 14 - at(map.impact_split) : at(map.impact_split) - left) - 16) / 12),
            text: [pen.words.name("quadrant", field.q)],
            fill: inkOf(quadrantColour[field.q]),
            fontWeight: 700,
          }),
        ),
        Plot.rect(rows, { x1: "x1", x2: "x2", y1: "y1", y2: "y2", fill: "fill", fillOpacity: 0.14, stroke: "fill", strokeOpacity: 0.35, r: 3 }),
        Plot.dot(rows, { x: "x", y: "y", r: 9.5, fill: "fill", stroke: colour.paper, strokeWidth: 1.5 }),
        Plot.text(rows, { x: "x", y: "y", text: "number", fill: colour.paper, fontWeight: 700, fontSize: 11 }),
      ],
    },
    label,
  );
}
