// The document that the program embeds in the report and that the server sends to the live page.
//
// Every part marked `?` may be left out: the page then leaves out what it would have shown.
// Money is in whole units of `currency`, not thousands. Shares are 0..1. Durations are seconds, unless a name says
// months or days. Index 0 of a monthly list is the scenario's first month. Numbers are finite; where there is no
// number, write null (JSON has no infinity). Five significant digits are enough for lists, the full double for `Summary`.
// Texts from the scenario (labels, sources, owners) are plain text in any language, up to any length: the page never
// reads them as HTML.

export interface PageData {
  format: 1;
  lang: "en" | "nl";
  /** ISO 4217, "EUR". */
  currency: string;
  title: string;
  /** Horizon in months, 1..240. */
  months: number;
  /** First month as "2026-01" or "2026-01-15"; absent: months are numbered. */
  start?: string;
  /** Annual discount rate of the NPV, 0.08. */
  discount_rate?: number;
  /** What the scenario says it is for, a few sentences. */
  description?: string;
  /** The id of the alternative that the page opens with; absent: the first. */
  chosen?: string;
  alternatives: Alternative[];
  /** The world that does nothing: KPI by month, under the KPI's id. */
  baseline?: { kpis: Record<string, Fan> };
  /** The KPIs in the order of the catalogue. */
  kpis?: KpiInfo[];
  /** Each pair of alternatives at most once, on common draws. */
  comparisons?: Comparison[];
  /** Who causes contacts, as the baseline has it. */
  owners?: Owner[];
  /** One by team; month 0 of the baseline and the last month of the alternative are the usual choice. */
  waits?: WaitMap[];
  assumptions?: Assumption[];
  warnings?: Warning[];
  manifest?: Manifest;
}

/** What is kept of one number over the draws. */
export interface Summary {
  mean: number;
  sd?: number;
  /** Monte Carlo standard error of the mean. */
  se?: number;
  p5?: number;
  p10?: number;
  p25?: number;
  p50?: number;
  p75?: number;
  p90?: number;
  p95?: number;
  /** Monte Carlo standard errors of these three. */
  p10_se?: number;
  p50_se?: number;
  p90_se?: number;
  /** P(> 0). */
  p_positive?: number;
  /** Mean of the draws below P10: how bad a bad case is. */
  mean_below_p10?: number;
}

/** The same by month; all lists present are equally long. `mean` is what the page falls back on. */
export interface Fan {
  mean: (number | null)[];
  p5?: (number | null)[];
  p10?: (number | null)[];
  p25?: (number | null)[];
  p50?: (number | null)[];
  p75?: (number | null)[];
  p90?: (number | null)[];
  p95?: (number | null)[];
}

export interface Histogram {
  /** n + 1 ascending edges, equal width; 40 to 80 bins read well. Outside lies at most 1 % of the draws. */
  edges: number[];
  /** n shares of all draws (their sum may be below 1 by what lies outside). */
  shares: number[];
  /** Share of the draws below the first and above the last edge. */
  below?: number;
  above?: number;
}

export interface Alternative {
  id: string;
  label: string;
  npv: Summary;
  histogram?: Histogram;
  /** Per year of the horizon; the last one may be a part of a year. */
  cash_saving_per_year?: Summary[];
  gross_saving_per_year?: Summary[];
  capacity_saving_per_year?: Summary[];
  avoided_hiring_per_year?: Summary[];
  /** What the changes cost; negative: spent. */
  change_cost_per_year?: Summary[];
  payback?: Payback;
  /** Cash saved ÷ change costs − 1. */
  roi?: Summary;
  irr?: Irr;
  /** The deepest point of cumulative cash, as a positive amount. */
  peak_funding?: Summary;
  /** NPV lost by starting everything a month later. */
  delay_cost_per_month?: Summary;
  /** Expected amounts over the whole horizon, undiscounted. */
  potential_to_cash?: WaterfallStep[];
  /** Cumulative cash saved by the end of each month, undiscounted. */
  cash_fan?: Fan;
  /** By KPI id, as in `PageData.kpis`. */
  kpis?: Record<string, KpiResult>;
  /** The draws behind tornado, changes and break-even: the first ones of the run. Absent: all. */
  deeper_draws?: number;
  /** One by outcome; "npv" first. */
  tornado?: Tornado[];
  changes?: ChangeShare[];
  moments?: MomentMap;
  break_even?: BreakEven[];
  value_of_information?: InformationValue[];
}

export interface Payback {
  /** Months, over the draws that pay back within the horizon; null: none does. */
  mean: number | null;
  p10?: number | null;
  p50?: number | null;
  p90?: number | null;
  p_within_horizon: number;
}

export interface Irr {
  /** A year, over the draws that have exactly one. */
  p10?: number | null;
  p50: number | null;
  p90?: number | null;
  /** Shares of the draws. */
  p_one?: number;
  p_none?: number;
  p_several?: number;
}

/** From the first total to the last, left to right; there may be totals in between. Steps are signed: what is lost is negative. */
export interface WaterfallStep {
  /** Known ids get the page's own words: potential (on paper), gross (what is avoided), overlap, slip (start, slip and ramp), realisation, fading,
   *  hiring (avoided hiring), capacity (freed but still paid), not_cashable, change_costs, overrun, delay_costs, events,
   *  reinvest, rounding, cash. Others need a label. */
  id: string;
  label?: string;
  kind: "total" | "step";
  amount: number;
  p10?: number;
  p90?: number;
}

export type NumberKind =
  | "count" // contacts, backlog: 12,345
  | "number" // fte: 123.4
  | "share" // 0..1, shown as %
  | "seconds" // shown as m:ss or s
  | "days"
  | "mark" // 1..10
  | "points" // NPS
  | "money"
  | "months";

export interface KpiInfo {
  /** A name of the catalogue: "contacts_handled". Leave out a KPI that the scenario does not model. */
  id: string;
  /** The catalogue's, in the page's language. */
  label: string;
  /** As the catalogue writes it, "contacts / month": the page has the Dutch words for those. */
  unit: string;
  kind: NumberKind;
  better: "more" | "less" | "neither";
  /** One sentence; of several definitions in use, the one that was used. */
  definition?: string;
  /** Drawn by month with its spread: the others need no percentiles and no `shift`. None is: the page draws the first six. */
  main?: boolean;
}

export interface KpiResult {
  /** The alternative's world. */
  alternative: Fan;
  /** Alternative minus baseline, draw by draw. */
  shift?: Fan;
  /** As in summary.json: the last twelve months, or the whole horizon where shorter. */
  summary?: { baseline: Summary; alternative: Summary; shift: Summary };
}

export interface Comparison {
  a: string;
  b: string;
  /** NPV of a minus NPV of b, draw by draw; `p_positive` is P(a is better). */
  npv: Summary;
  /** False: at the present error it is not settled which is better on average. */
  settled?: boolean;
}

export interface Tornado {
  /** Of the alternative against the baseline: NPV, and what satisfaction gains. */
  outcome: "npv" | "satisfaction" | string;
  label?: string;
  kind: NumberKind;
  /** The outcome with nothing held. */
  base: number;
  /** Largest swing first; 10 to 15 rows read well. */
  rows: TornadoRow[];
}

export interface TornadoRow {
  path: string;
  label: string;
  /** The words of the input's unit: "contacts a month"; absent where the numbers show it already. */
  unit?: string;
  /** The input at its P10 and P90 without those words ("12%", "3"), and the outcome there. */
  low: { input: string; outcome: number };
  high: { input: string; outcome: number };
  /** Share of the outcome's variance, 0..1. */
  share?: number;
}

/** What one change contributes when all orders of adding changes are averaged (Shapley). */
export interface ChangeShare {
  id: string;
  label: string;
  owner?: string;
  /** In words: "month 4, slips 0 to 6 months". */
  start?: string;
  npv: Summary;
  /** On its own, without the others. */
  alone?: number;
  /** What is lost when only this one is left out. */
  left_out?: number;
  /** Contacts prevented a month at the end. */
  contacts?: number;
}

export interface MomentMap {
  /** Where the quadrants meet. */
  mark_split: number;
  impact_split: number;
  rows: Moment[];
}

export interface Moment {
  id: string;
  label: string;
  mark: Summary;
  impact: Summary;
  /** Sum 1. improve: low mark, low impact · save: high mark, low impact (too good, save here) · rescue: low mark, high
   *  impact (rescue first) · spread: high mark, high impact (let more people have it). */
  p: { improve: number; save: number; rescue: number; spread: number };
}

/** By the id of an alternative; one that has nothing is absent. */
export type ByAlternative<T> = Record<string, T>;

/** A department. Amounts are means a year; leave out what is not known. */
export interface Owner {
  id: string;
  label: string;
  /** Contacts a year, of the reasons that it causes, and the avoidable ones among them. */
  contacts?: number;
  avoidable?: number;
  /** Cost of handling what it causes; always positive. */
  cost?: number;
  /** Cost of the teams that it pays for, now; always positive. */
  carries?: number;
  /** Labels of the changes that it owns. */
  changes?: ByAlternative<string[]>;
  /** Cost of those changes, over the horizon; positive. Over all departments: what the changes cost. */
  pays?: ByAlternative<number>;
  /** What those changes add to the net present value (Shapley): over the horizon, not a year. */
  adds?: ByAlternative<number>;
  /** Full cost of the contacts avoided of what it causes, over the horizon. */
  potential?: ByAlternative<number>;
  /** What its teams cost less at the end of the horizon. */
  receives?: ByAlternative<number>;
}

export interface WaitMap {
  team: string;
  label: string;
  /** The length of a column. 1,440 is a multiple of it. */
  interval_minutes: number;
  /** Seven rows, Monday first, each 1,440 / interval_minutes mean waits in seconds; null: closed. */
  baseline: (number | null)[][];
  alternatives?: Record<string, (number | null)[][]>;
  /** The target in words: "80 % within 20 s". */
  target?: string;
}

export interface Assumption {
  path: string;
  label: string;
  /** "6 % (5 to 8 %)" or "certain: 0.25", in the page's language. */
  value: string;
  range?: string;
  /** "file" stated in the scenario · "default" the program's own · "data" fitted · "set" changed for this run. */
  origin?: "file" | "default" | "data" | "set";
  source?: string;
  owner?: string;
  date?: string;
  grade?: string;
  /** Of the variance of the chosen alternative's NPV, 0..1; absent: certain. */
  share?: number;
  /** "scenario.toml:12" */
  place?: string;
}

export interface BreakEven {
  path: string;
  label: string;
  /** In words: the value now, and the one at which the mean NPV is 0; null: none within its domain. */
  now: string;
  break_even: string | null;
  /** The side of it on which the mean NPV is below 0, and the chance of being there. */
  worse?: "below" | "above";
  p_worse?: number;
}

export interface InformationValue {
  path: string;
  label: string;
  /** What knowing it for certain beforehand would be worth, money. */
  worth: number;
  se?: number;
}

export interface Warning {
  /** "note": good to know; "warning": may change the answer. */
  level: "note" | "warning";
  /** In the page's language, one or two sentences. */
  text: string;
}

export interface Manifest {
  version: string;
  seed: number | string;
  draws: number;
  sampling: "sobol" | "random";
  /** The command that gives the same numbers again. */
  command: string;
  inputs?: { name: string; sha256: string }[];
  /** ISO 8601; absent in runs that must give the same bytes. */
  created?: string;
}

