// The page's table of contents.
import type { Section, View } from "../view";
import { answer } from "./answer";
import { assumptions, repeat, waits, warnings } from "./ground";
import { changes, moments, tornado } from "./insight";
import { kpis } from "./kpis";
import { allFigures, alternatives, cash, npv, potential } from "./money";
import { owners } from "./owners";

const inOrder: ((view: View) => Section | null)[] = [
  answer,
  alternatives,
  potential,
  npv,
  cash,
  kpis,
  tornado,
  changes,
  moments,
  owners,
  waits,
  allFigures,
  assumptions,
  warnings,
  repeat,
];

/** What the document has something for. */
export function sectionsOf(view: View): Section[] {
  return inOrder.flatMap((make) => make(view) ?? []);
}
