// Sample documents for the page. `node fixtures.mjs DIR` writes them as JSON, to look at or to compare with.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A small seeded generator: the samples are the same every time. */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function normals(seed) {
  const roll = dice(seed);
  return () => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
}

const five = (x) => Number(x.toPrecision(5));

function quantile(sorted, p) {
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

export function summarise(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
  const worst = sorted.slice(0, Math.max(1, Math.floor(values.length / 10)));
  const out = { mean, sd, se: sd / Math.sqrt(values.length) };
  for (const p of [5, 10, 25, 50, 75, 90, 95]) out[`p${p}`] = quantile(sorted, p / 100);
  out.p_positive = values.filter((v) => v > 0).length / values.length;
  out.mean_below_p10 = worst.reduce((sum, v) => sum + v, 0) / worst.length;
  return out;
}

function histogram(values, bins = 50) {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [quantile(sorted, 0.004), quantile(sorted, 0.996)];
  const width = (high - low) / bins;
  const shares = new Array(bins).fill(0);
  let [below, above] = [0, 0];
  for (const v of values) {
    if (v < low) below += 1;
    else if (v >= high) above += 1;
    else shares[Math.min(bins - 1, Math.floor((v - low) / width))] += 1;
  }
  const n = values.length;
  return {
    edges: [...Array(bins + 1).keys()].map((i) => five(low + i * width)),
    shares: shares.map((s) => s / n),
    below: below / n,
    above: above / n,
  };
}

/** rows[draw][month] → a fan. */
function fan(rows) {
  const months = rows[0].length;
  const out = { mean: [], p5: [], p10: [], p25: [], p50: [], p75: [], p90: [], p95: [] };
  for (let t = 0; t < months; ++t) {
    const column = rows.map((row) => row[t]).sort((a, b) => a - b);
    out.mean.push(five(column.reduce((sum, v) => sum + v, 0) / column.length));
    for (const p of [5, 10, 25, 50, 75, 90, 95]) out[`p${p}`].push(five(quantile(column, p / 100)));
  }
  return out;
}

const texts = {
  en: {
    title: "Clear invoices: fewer questions about the bill",
    description: "An invented insurer with 400,000 customers. A fifth of its calls is about a bill that the customer does not understand.",
    alternatives: ["All changes", "Only the clearer invoice", "Invoice and call-back"],
    changes: ["A bill that explains itself", "Call back before they call", "Status in the app", "Better first answers"],
    owners: ["Finance and billing", "Customer service", "IT", "Marketing", "Claims"],
    inputs: ["Avoidable share of billing calls", "Prevented by the clearer bill", "Delay of the bill", "Contacts handled a month", "Cost of an agent", "First time fix", "Come-back rate", "Realisation", "Cost overrun", "Handle time", "Season of December", "Attrition"],
    moments: ["First bill", "Claim settled", "Moving house", "Payment reminder", "Welcome call", "Cancelling"],
    warnings: ["The plan names no range for the delay of two changes: they are taken as certain, which is optimistic.", "The ranking of the first and the third alternative is not settled at 16,384 draws.", "Redials within seconds are understated by up to 40 % by the queue model."],
    certain: "certain",
    target: "80 % within 20 s",
    team: "Phone team",
    source: "Contact reasons, sample of 250 calls",
    start: "month 4, slips 0 to 6 months",
  },
  nl: {
    title: "Heldere nota's: minder vragen over de rekening",
    description: "Een verzonnen verzekeraar met 400.000 klanten. Een vijfde van de telefoontjes gaat over een nota die de klant niet begrijpt.",
    alternatives: ["Alle veranderingen", "Alleen de heldere nota", "Nota en terugbellen"],
    changes: ["Een nota die zichzelf uitlegt", "Bellen voordat de klant belt", "Status in de app", "Betere eerste antwoorden"],
    owners: ["Financiën en facturatie", "Klantenservice", "IT", "Marketing", "Schade"],
    inputs: ["Vermijdbaar aandeel notavragen", "Voorkomen door de heldere nota", "Uitloop van de nota", "Afgehandelde contacten per maand", "Kosten van een medewerker", "First time fix", "Herhaalkans", "Realisatie", "Kostenoverschrijding", "Afhandeltijd", "Seizoen in december", "Verloop"],
    moments: ["Eerste nota", "Schade afgehandeld", "Verhuizing", "Betalingsherinnering", "Welkomstgesprek", "Opzeggen"],
    warnings: ["Het plan noemt geen bandbreedte voor de uitloop van twee veranderingen: die gelden als zeker, en dat is optimistisch.", "De volgorde van het eerste en het derde alternatief staat bij 16.384 trekkingen niet vast.", "Opnieuw bellen binnen enkele seconden wordt door het wachtrijmodel tot 40 % onderschat."],
    certain: "zeker",
    target: "80 % binnen 20 s",
    team: "Team telefoon",
    source: "Contactredenen, steekproef van 250 gesprekken",
    start: "maand 4, uitloop 0 tot 6 maanden",
  },
};

const kpiList = [
  // id, English, Dutch, unit, kind, better, baseline, effect at the end, noise
  ["contacts_handled", "Contacts handled", "Afgehandelde contacten", "contacts / month", "count", "less", 84000, -0.14, 0.03],
  ["contacts_repeat", "Repeat contacts", "Herhaalcontacten", "contacts / month", "count", "less", 15800, -0.2, 0.05],
  ["contacts_avoidable", "Avoidable contacts", "Vermijdbare contacten", "contacts / month", "count", "less", 21000, -0.4, 0.08],
  ["abandonment", "Abandonment", "Afhakers", "share", "share", "less", 0.062, -0.3, 0.1],
  ["wait", "Wait", "Wachttijd", "s", "seconds", "less", 74, -0.22, 0.18],
  ["service_level", "Service level", "Servicelevel", "share", "share", "more", 0.71, 0.08, 0.04],
  ["occupancy", "Occupancy", "Bezettingsgraad", "share", "share", "neither", 0.82, -0.01, 0.02],
  ["fte", "FTE", "Fte", "FTE", "number", "neither", 212, -0.11, 0.03],
  ["first_time_fix", "First time fix", "First time fix", "share", "share", "more", 0.71, 0.05, 0.02],
  ["satisfaction", "Satisfaction", "Tevredenheid", "mark 1-10", "mark", "more", 7.4, 0.03, 0.01],
  ["effort", "Effort", "Moeite", "CES", "number", "less", 2.9, -0.09, 0.02],
  ["nps", "NPS", "NPS", "NPS", "points", "more", 11, 0.3, 0.2],
  ["attrition", "Attrition", "Verloop", "share / year", "share", "less", 0.24, -0.04, 0.05],
];

const pictured = new Set(["contacts_handled", "wait", "service_level", "fte", "first_time_fix", "satisfaction", "effort", "nps"]);
const course = (id, rows) => (pictured.has(id) ? fan(rows) : { mean: fan(rows).mean });

/** Everything that the contract knows. */
export function rich(lang = "en", { draws = 400, months = 36, shift = 0 } = {}) {
  const t = texts[lang];
  const strength = [1, 0.62, 0.93];
  const costs = [1_150_000, 420_000, 980_000];
  const ids = ["all", "invoice", "invoice-call-back"];
  const normal = normals(7);
  const luck = [...Array(draws)].map(() => ({ effect: Math.exp(0.35 * normal()), slip: Math.max(0, 3 + 2.5 * normal()), volume: 0.06 * normal(), kpi: kpiList.map(() => normal()) }));
  const ramp = (t0, slip) => Math.min(1, Math.max(0, (t0 - 4 - shift - slip) / 6));
  const baseline = { kpis: {} };
  const level = (kpi, draw, k, t0) => kpi[6] * (1 + draw.volume + kpi[8] * draw.kpi[k] + 0.03 * Math.sin((2 * Math.PI * t0) / 12) + 0.0015 * t0);
  kpiList.forEach((kpi, k) => {
    baseline.kpis[kpi[0]] = course(kpi[0], luck.map((draw) => [...Array(months).keys()].map((t0) => level(kpi, draw, k, t0))));
  });
  const late = (list) => list.slice(-12).reduce((sum, v) => sum + v, 0) / Math.min(12, list.length);
  const npvs = [];
  const alternatives = ids.map((id, a) => {
    const cash = luck.map((draw) => {
      let total = 0;
      return [...Array(months).keys()].map((t0) => {
        const saved = 98_000 * strength[a] * draw.effect * ramp(t0, draw.slip);
        const spent = t0 >= 2 && t0 < 6 ? costs[a] / 4 : 6_000 * strength[a];
        total += saved - spent;
        return total;
      });
    });
    const npv = cash.map((row) => row.reduce((sum, v, t0) => sum + (v - (t0 ? row[t0 - 1] : 0)) / 1.04 ** ((t0 + 0.5) / 12), 0));
    npvs.push(npv);
    const paybacks = cash.flatMap((row) => {
      const last = row.findLastIndex((v) => v < 0);
      return last === months - 1 ? [] : [last + 2];
    });
    const pay = paybacks.length ? summarise(paybacks) : null;
    const year = (y) => summarise(cash.map((row) => row[Math.min(months, 12 * y + 12) - 1] - (y ? row[12 * y - 1] : 0)));
    const years = [...Array(Math.ceil(months / 12)).keys()].map(year);
    const kpis = {};
    kpiList.forEach((kpi, k) => {
      const worlds = luck.map((draw) => {
        const base = [...Array(months).keys()].map((t0) => level(kpi, draw, k, t0));
        return { base, alt: base.map((v, t0) => v + kpi[6] * kpi[7] * strength[a] * ramp(t0, draw.slip) * draw.effect) };
      });
      const shifts = worlds.map(({ base, alt }) => alt.map((v, i) => v - base[i]));
      kpis[kpi[0]] = {
        alternative: course(kpi[0], worlds.map((w) => w.alt)),
        ...(pictured.has(kpi[0]) && { shift: fan(shifts) }),
        summary: {
          baseline: summarise(worlds.map((w) => late(w.base))),
          alternative: summarise(worlds.map((w) => late(w.alt))),
          shift: summarise(shifts.map(late)),
        },
      };
    });
    const total = summarise(cash.map((row) => row[months - 1]));
    const spent = costs[a] + months * 6_000 * strength[a];
    const potential = 5_400_000 * strength[a];
    const lost = potential - total.mean - spent;
    const parts = [0.16, 0.31, 0.2, 0.09, 0.16, 0.08].map((p) => Math.round(p * lost));
    const base = npv.reduce((sum, v) => sum + v, 0) / npv.length;
    const swings = [0.9, 0.75, -0.62, 0.4, 0.33, -0.28, 0.22, 0.2, -0.17, 0.12, 0.08, -0.05];
    const words = [["18 %", "33 %"], ["27 %", "52 %"], ["1", "7"], ["79.800", "88.400"], ["46.000", "58.000"], ["65 %", "77 %"], ["40 %", "72 %"], ["70 %", "100 %"], ["0 %", "45 %"], ["5:10 min", "6:50 min"], ["1,02", "1,19"], ["18 %", "31 %"]];
    const tornado = (outcome, kind, middle, scale) => ({
      outcome,
      kind,
      base: middle,
      rows: t.inputs.map((label, i) => ({
        path: `inputs.x${i}`,
        label,
        low: { input: words[i][0], outcome: middle - scale * swings[i] * 0.9 },
        high: { input: words[i][1], outcome: middle + scale * swings[i] },
        share: Math.abs(swings[i]) ** 2 / 2.4,
      })),
    });
    const changeCount = [4, 1, 2][a];
    const parts2 = [0.55, 0.3, 0.24, -0.09].slice(0, changeCount);
    const whole = parts2.reduce((sum, v) => sum + v, 0);
    return {
      id,
      label: t.alternatives[a],
      npv: summarise(npv),
      histogram: histogram(npv),
      cash_saving_per_year: years,
      gross_saving_per_year: years.map((y) => ({ mean: y.mean * 2.2 + 200_000 })),
      capacity_saving_per_year: years.map((y, i) => ({ mean: 60_000 * i })),
      change_cost_per_year: years.map((_, i) => ({ mean: i ? -72_000 * strength[a] : -costs[a] })),
      payback: pay
        ? { mean: pay.mean, p10: pay.p10, p50: pay.p50, p90: pay.p90, p_within_horizon: paybacks.length / draws }
        : { mean: null, p_within_horizon: 0 },
      roi: { mean: base / spent },
      irr: { p50: 0.62, p10: 0.05, p90: 1.4, p_one: 0.93, p_none: 0.07, p_several: 0 },
      peak_funding: summarise(cash.map((row) => Math.max(0, -Math.min(...row)))),
      delay_cost_per_month: { mean: 61_000 * strength[a] },
      potential_to_cash: [
        { id: "potential", kind: "total", amount: Math.round(potential) },
        { id: "overlap", kind: "step", amount: -parts[0] },
        { id: "slip", kind: "step", amount: -parts[1] },
        { id: "realisation", kind: "step", amount: -parts[2] },
        { id: "fading", kind: "step", amount: -parts[3] },
        { id: "not_cashable", kind: "step", amount: -parts[4] },
        { id: "capacity", kind: "step", amount: -(Math.round(lost) - parts.slice(0, 5).reduce((s, v) => s + v, 0)) },
        { id: "change_costs", kind: "step", amount: -Math.round(spent) },
        { id: "cash", kind: "total", amount: Math.round(potential) - Math.round(lost) - Math.round(spent), p10: total.p10, p90: total.p90 },
      ],
      cash_fan: fan(cash),
      kpis,
      tornado: [tornado("npv", "money", base, 900_000 * strength[a]), tornado("satisfaction", "mark", 7.62, 0.21)],
      changes: parts2.map((part, i) => ({
        id: `change-${i}`,
        label: t.changes[i],
        owner: t.owners[i],
        start: t.start,
        npv: { mean: (base * part) / whole, p10: (base * part) / whole - 260_000, p90: (base * part) / whole + 290_000 },
        alone: (base * part) / whole + 90_000,
        left_out: (base * part) / whole - 70_000,
        contacts: Math.round(5200 * Math.abs(part)),
      })),
      moments: {
        mark_split: 7.5,
        impact_split: 0.35,
        rows: t.moments.map((label, i) => {
          const mark = [6.4, 8.1, 7.3, 6.1, 8.6, 5.6][i];
          const impact = [0.62, 0.71, 0.38, 0.18, 0.12, 0.33][i];
          const weights = [[4, 1, 90, 5], [1, 5, 8, 86], [25, 15, 41, 19], [92, 2, 6, 0], [3, 94, 0, 3], [52, 1, 47, 0]][i];
          return {
            id: `moment-${i}`,
            label,
            mark: { mean: mark, p10: mark - 0.5, p90: mark + 0.5 },
            impact: { mean: impact, p10: impact - 0.09, p90: impact + 0.09 },
            p: { improve: weights[0] / 100, save: weights[1] / 100, rescue: weights[2] / 100, spread: weights[3] / 100 },
          };
        }),
      },
      break_even: [
        { path: "inputs.x1", label: t.inputs[1], now: "40 %", break_even: "21 %" },
        { path: "inputs.x4", label: t.inputs[4], now: "52.000", break_even: null },
      ],
      value_of_information: [
        { path: "inputs.x0", label: t.inputs[0], worth: 48_200, se: 2_100 },
        { path: "inputs.x2", label: t.inputs[2], worth: 12_900, se: 1_800 },
      ],
    };
  });
  const pair = (i, j) => ({ a: ids[i], b: ids[j], npv: summarise(npvs[i].map((v, d) => v - npvs[j][d])), settled: !(i === 0 && j === 2) });
  const week = (scale) =>
    [...Array(7).keys()].map((day) =>
      [...Array(48).keys()].map((slot) => {
        const open = day < 5 ? slot >= 16 && slot < 42 : day === 5 && slot >= 18 && slot < 34;
        if (!open) return null;
        const peak = Math.exp(-(((slot - 21) / 4) ** 2)) + 0.6 * Math.exp(-(((slot - 33) / 5) ** 2));
        return five(scale * (12 + 210 * peak * (day === 0 ? 1.5 : day === 5 ? 0.5 : 1 - 0.06 * day)));
      }),
    );
  return {
    format: 1,
    lang,
    currency: "EUR",
    title: t.title,
    months,
    start: "2026-01",
    discount_rate: 0.04,
    description: t.description,
    chosen: "all",
    alternatives,
    baseline,
    kpis: kpiList.map(([id, en, nl, unit, kind, better]) => ({ id, label: lang === "nl" ? nl : en, unit, kind, better, ...(pictured.has(id) && { main: true }), definition: `${id}: as the catalogue says` })),
    comparisons: [pair(0, 1), pair(0, 2), pair(2, 1)],
    owners: [
      { id: "billing", label: t.owners[0], contacts: 310_000, avoidable: 122_000, cost: 2_450_000, changes: { all: [t.changes[0]] }, pays: { all: 180_000, invoice: 180_000 }, adds: { all: 1_120_000 }, potential: { all: 920_000, invoice: 610_000 } },
      { id: "service", label: t.owners[1], contacts: 240_000, avoidable: 61_000, cost: 1_760_000, carries: 6_400_000, changes: { all: [t.changes[1]] }, pays: { all: 140_000 }, adds: { all: 260_000 }, potential: { all: 380_000 }, receives: { all: 1_130_000, invoice: -90_000 } },
      { id: "it", label: t.owners[2], contacts: 90_000, avoidable: 48_000, cost: 610_000, changes: { all: [t.changes[2]] }, pays: { all: 260_000 }, adds: { all: -40_000 }, potential: { all: 210_000 } },
      { id: "marketing", label: t.owners[3], contacts: 130_000, avoidable: 22_000, cost: 880_000 },
      { id: "claims", label: t.owners[4], contacts: 205_000, avoidable: 31_000, cost: 1_410_000 },
    ],
    waits: [{ team: "phone", label: t.team, interval_minutes: 30, baseline: week(1), alternatives: { all: week(0.63), invoice: week(0.8) }, target: t.target }],
    assumptions: t.inputs.concat(t.inputs.slice(0, 4).map((label) => `${label} (2)`)).map((label, i) => ({
      path: `reasons.billing.input_${i}`,
      label,
      value: i % 5 === 4 ? t.certain + ": 0,25" : `${20 + i} % (${15 + i} – ${27 + i} %)`,
      origin: i % 6 === 5 ? "default" : "file",
      source: i % 3 === 2 ? undefined : t.source,
      owner: i % 4 === 3 ? undefined : t.owners[i % 5],
      date: "2025-10-01",
      grade: "BCD"[i % 3],
      share: i % 5 === 4 ? undefined : five(0.34 * 0.72 ** i),
      place: `clear-invoices.toml:${12 + 3 * i}`,
    })),
    warnings: t.warnings.map((text, i) => ({ level: i < 2 ? "warning" : "note", text })),
    manifest: {
      version: "rekensom 0.1.0",
      seed: 1,
      draws: 16384,
      sampling: "sobol",
      command: "rekensom run scenarios/clear-invoices.toml --draws 16384 --seed 1 --lang " + lang,
      inputs: [{ name: "clear-invoices.toml", sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }],
    },
  };
}

/** Nothing but what must be there. */
export function minimal(lang = "en") {
  return { format: 1, lang, currency: "EUR", title: "The back-of-an-envelope sum", months: 12, alternatives: [{ id: "all", label: "All changes", npv: { mean: 1_000_000 } }] };
}

/** Labels that want to be markup, formulas, paths, pages or the other way round. */
export function hostile(lang = "en") {
  const data = rich(lang, { draws: 120, months: 14 });
  const nasty = [
    "<script>window.hacked=1</script>",
    "</script><img src=x onerror=window.hacked=1>",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "\u202Eright to left\u202C مرحبا بالعالم",
    "👩‍👩‍👧‍👦 emoji 🎉 e\u0301\u0301\u0301",
    "long ".repeat(2000),
    "x".repeat(10_000),
    "{{data}} {{title}} [[script]]",
    "\u2028\u2029\u0000 line separators",
    "' \" & <b>bold</b> javascript:alert(1)",
    "__proto__",
  ];
  data.title = nasty[1] + " {{data}} " + nasty[4];
  data.description = nasty.join("\n");
  data.alternatives.forEach((a, i) => {
    a.label = nasty[[7, 0, 4][i]];
    a.changes.forEach((c, k) => Object.assign(c, { label: nasty[k + 5], owner: nasty[k], start: nasty[k + 3] }));
    a.moments.rows.forEach((m, k) => (m.label = nasty[k]));
    a.tornado.forEach((one) => one.rows.forEach((row, k) => Object.assign(row, { label: nasty[k], path: nasty[(k + 3) % 12], low: { ...row.low, input: nasty[k] }, unit: nasty[(k + 5) % 12] })));
    a.break_even = nasty.map((text) => ({ path: text, label: text, now: text, break_even: text, worse: "below", p_worse: 0.2 }));
    a.potential_to_cash.splice(1, 0, { id: "custom", kind: "step", label: nasty[7], amount: 0 });
  });
  data.owners.forEach((o, k) => Object.assign(o, { label: nasty[k + 3], changes: { all: [nasty[k], nasty[k + 4]] } }));
  data.kpis.forEach((k, i) => Object.assign(k, { label: nasty[i % 12], unit: nasty[(i + 2) % 12], definition: nasty[(i + 4) % 12] }));
  data.assumptions.forEach((a, i) => Object.assign(a, { label: nasty[i % 12], value: nasty[(i + 1) % 12], source: nasty[(i + 6) % 12], owner: nasty[(i + 3) % 12], path: nasty[(i + 7) % 12] }));
  data.warnings = nasty.map((text) => ({ level: "warning", text }));
  data.waits[0].label = nasty[0];
  data.waits[0].target = nasty[7];
  data.manifest.command = nasty.join(" ");
  data.manifest.inputs = [{ name: nasty[3], sha256: nasty[7] }];
  data.currency = "EUR";
  return data;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const dir = process.argv[2] ?? ".";
  mkdirSync(dir, { recursive: true });
  const all = { "rich.en": rich("en"), "rich.nl": rich("nl"), minimal: minimal(), hostile: hostile() };
  for (const [name, data] of Object.entries(all)) writeFileSync(join(dir, `${name}.json`), JSON.stringify(data, null, 1));
}
