// A server that keeps to web/live.api.md and computes nothing: enough to hold the page to its side.
import { createServer } from "node:http";
import { rich, summarise } from "./fixtures.mjs";
import { fillTemplate } from "./fill.mjs";

const inputs = (lang) => {
  const label = (en, nl) => (lang === "nl" ? nl : en);
  const bell = [...Array(24).keys()].map((i) => Math.exp(-(((i - 11.5) / 5) ** 2)));
  const list = [
    ["reasons.billing.avoidable", label("Avoidable share of billing calls", "Vermijdbaar aandeel notavragen"), "share", 0.05, 0.5, 0.01, 0.25, 0.34, "25 %"],
    ["changes.bill.prevents.billing", label("Prevented by the clearer bill", "Voorkomen door de heldere nota"), "share", 0.1, 0.8, 0.01, 0.4, 0.24, "40 %"],
    ["changes.bill.slip", label("Delay of the bill", "Uitloop van de nota"), "months", 0, 12, 0.5, 3, 0.18, "3"],
    ["teams.phone.cost_per_fte", label("Cost of an agent", "Kosten van een medewerker"), "money", 40000, 70000, 500, 52000, 0.09, "52.000"],
    ["channels.phone.handle_time", label("Handle time", "Afhandeltijd"), "seconds", 240, 600, 5, 360, 0.06, "6 min"],
    ["reasons.billing.volume", label("Contacts handled a month", "Afgehandelde contacten per maand"), "count", 60000, 110000, 500, 84000, 0.05, "84.000"],
    ["reasons.billing.first_time_fix", label("First time fix", "First time fix"), "share", 0.4, 0.95, 0.01, 0.71, 0.03, "71 %"],
    ["finance.discount_rate", label("Discount rate", "Disconteringsvoet"), "share", 0, 0.12, 0.0025, 0.04, 0.01, "4 %"],
  ];
  return list.map(([path, name, kind, low, high, step, middle, share, value]) => ({ path, label: name, kind, low, high, step, middle, share, value, density: bell, source: "mock" }));
};

/** How much better this variant is than the file, in money. */
function worth(lang, { edits, off }) {
  let sum = 0;
  for (const input of inputs(lang)) {
    const edit = edits[input.path];
    const value = typeof edit === "string" ? Number.parseFloat(edit) * (edit.includes("%") ? 0.01 : 1) : edit;
    if (value !== undefined) sum += (input.path.includes("slip") || input.path.includes("rate") ? -1 : 1) * 900_000 * input.share * ((value - input.middle) / (input.high - input.low)) * 3;
  }
  return sum - 240_000 * off.length;
}

function problems({ edits }) {
  return Object.entries(edits).flatMap(([path, value]) => {
    const known = inputs("en").some((input) => input.path === path) || path === "teams.phone.fte";
    if (!known) return [{ path, message: `there is no key "${path}"`, hint: 'did you mean "teams.phone.fte"?' }];
    if (typeof value === "string" && !/^[\d.]+ *(%|months?|s)?$/.test(value)) {
      return [{ path, message: `"${value}" is not a number`, expected: "a share such as 0.25 or \"25%\"" }];
    }
    return [];
  });
}

const cache = new Map();
function base(lang) {
  if (!cache.has(lang)) cache.set(lang, rich(lang));
  return structuredClone(cache.get(lang));
}

function moveSummary(summary, by) {
  const moved = { ...summary };
  for (const name of ["mean", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "mean_below_p10"]) if (moved[name] !== undefined) moved[name] += by;
  moved.p_positive = Math.min(0.999, Math.max(0.001, 0.94 + by / 1.5e6));
  return moved;
}

export function document({ lang, edits, off, draws, shown, deep }) {
  const data = base(lang);
  const by = worth(lang, { edits, off }) + (draws < 10_000 ? 3000 : 0);
  data.manifest.draws = draws;
  data.chosen = shown ?? "all";
  for (const a of data.alternatives) {
    a.npv = moveSummary(a.npv, by);
    a.histogram.edges = a.histogram.edges.map((e) => e + by);
    for (const name of ["mean", "p5", "p10", "p25", "p50", "p75", "p90", "p95"]) a.cash_fan[name] = a.cash_fan[name].map((v, t) => v + (by * t) / 35);
    if (!deep) {
      delete a.tornado;
      delete a.changes;
    }
  }
  if (!deep) delete data.owners;
  return data;
}

/** `log` collects what was asked; `delay` ms per run; `down` answers nothing. */
export function mockServer({ template, lang = "en", token = "secret-token", delay = { coarse: 5, full: 60 }, coarse = 1024 }) {
  const log = [];
  const latest = new Map();
  const mood = { delay, fail: null };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    const send = (status, body, headers = {}) => {
      response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store", ...headers });
      response.end(typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    };
    if (url.pathname === "/") {
      const opening = { lang, title: base(lang).title, currency: "EUR", token };
      return send(200, fillTemplate(template, opening), { "Content-Type": "text/html; charset=utf-8" });
    }
    if (!url.pathname.startsWith("/api/")) return send(404, { message: "not found" });
    if (request.headers["x-rekensom-token"] !== token) return send(403, { message: "wrong token" });
    let text = "";
    for await (const chunk of request) text += chunk;
    const body = text ? JSON.parse(text) : null;
    log.push({ path: url.pathname, body });
    if (mood.fail) return send(mood.fail.status, mood.fail.body);
    switch (url.pathname) {
      case "/api/scenario":
        return send(200, {
          title: base(lang).title,
          description: base(lang).description,
          currency: "EUR",
          months: 36,
          start: "2026-01",
          inputs: inputs(lang),
          changes: base(lang).alternatives[0].changes.map(({ id, label, owner }) => ({ id, label, owner })),
          alternatives: base(lang).alternatives.map(({ id, label }) => ({ id, label })),
          presets: [
            { id: "ambitious", label: "Ambitious", kind: "preset", edits: { "changes.bill.prevents.billing": 0.55 } },
            { id: "late", label: "Six months late", note: "As the last three projects", kind: "stress", edits: { "changes.bill.slip": 9 } },
            { id: "weak", label: "Half the effect", kind: "stress", edits: { "changes.bill.prevents.billing": 0.2 }, off: ["change-2"] },
          ],
          keys: [{ path: "teams.phone.fte", label: "FTE of the phone team", expects: "a positive number", now: "212" }],
          limits: { coarse, full: 16384 },
        });
      case "/api/run": {
        const wrong = problems(body);
        if (wrong.length) return send(422, { problems: wrong });
        latest.set(body.session, Math.max(latest.get(body.session) ?? 0, body.move));
        const kind = body.draws < 10_000 ? "coarse" : "full";
        await new Promise((wake) => setTimeout(wake, mood.delay[kind]));
        if (latest.get(body.session) > body.move) return send(409, { superseded: true });
        const page = document(body);
        if (body.alone) page.alternatives = page.alternatives.filter((a) => a.id === (body.shown ?? page.chosen ?? "all"));
        if (body.alone) page.comparisons = [];
        return send(200, { move: body.move, draws: body.draws, elapsed: mood.delay[kind], page });
      }
      case "/api/compare": {
        const all = body.variants.map((v) => {
          const a = document({ lang: body.lang, draws: 16384, ...v }).alternatives.find((x) => x.id === (v.shown ?? "all"));
          return { npv: a.npv, histogram: a.histogram, payback_months: a.payback.mean, kpis: { wait: a.kpis.wait.summary.alternative } };
        });
        const minus = (a, b) => summarise([...Array(50).keys()].map((i) => a.mean - b.mean + (i - 24.5) * 2000));
        return send(200, {
          draws: body.draws,
          kpis: base(body.lang).kpis.filter((k) => k.id === "wait"),
          variants: all,
          differences: all.slice(1).map((v) => ({ npv: minus(v.npv, all[0].npv), kpis: { wait: { mean: v.kpis.wait.mean - all[0].kpis.wait.mean } } })),
        });
      }
      case "/api/save":
        if (!/^[\w .-]+$/.test(body.name)) return send(422, { problems: [{ path: "name", message: "a file name has letters, digits, spaces, - and _ only" }] });
        return send(200, { file: `${body.name}.toml`, command: `rekensom run ${body.name}.toml` });
      case "/api/export":
        return send(200, Buffer.from("PK"), { "Content-Type": "application/octet-stream", "Content-Disposition": `attachment; filename="clear.${body.format === "report" ? "html" : "xlsx"}"` });
      default:
        return send(404, { message: "not found" });
    }
  });
  return new Promise((ready) =>
    server.listen(0, "127.0.0.1", () =>
      ready({ url: `http://127.0.0.1:${server.address().port}`, log, mood, close: () => { server.closeAllConnections(); return new Promise((done) => server.close(done)); } }),
    ),
  );
}
