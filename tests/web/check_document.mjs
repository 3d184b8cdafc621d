// Holds documents to the contract in web/src/page_data.ts: node check_document.mjs FILE…  (JSON, or a report). Exit 1 where one does not keep to it.
// Two halves: the types, by the TypeScript compiler; what types cannot say (lengths, order, sums), below.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const web = new URL("../../web/", import.meta.url).pathname;

/** The document's JSON, from a JSON file or out of a report. */
export function documentIn(file) {
  const text = readFileSync(file, "utf8");
  if (!file.endsWith(".html")) return text;
  const found = /<script type="application\/json" id="page-data">([^<]*)<\/script>/.exec(text);
  if (!found) throw new Error(`${file} holds no document`);
  return found[1];
}

export function ofTypes(files) {
  const dir = mkdtempSync(join(tmpdir(), "rekensom-contract-"));
  try {
    const sources = files.map((file, i) => {
      const path = join(dir, `document_${i}.ts`);
      const json = documentIn(file);
      writeFileSync(path, `import type { PageData } from ${JSON.stringify(join(web, "src", "page_data"))};\nexport const data: PageData = ${json};\n`);
      return path;
    });
    const tsc = join(web, "node_modules", "typescript", "bin", "tsc");
    const run = spawnSync(process.execPath, [tsc, "--noEmit", "--strict", "--skipLibCheck", "--types", "", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", ...sources], { encoding: "utf8" });
    const said = run.stdout + run.stderr;
    return run.status === 0 ? [] : said.trim().split("\n").map((line) => files.reduce((text, file, i) => text.replace(sources[i], basename(file)), line));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What is wrong with a document beyond its types. */
export function ofSense(data) {
  const wrong = [];
  const check = (holds, text) => holds || wrong.push(text);
  const fan = (name, f) => {
    if (!f) return;
    for (const [list, values] of Object.entries(f)) check(values.length === data.months, `${name}.${list} has ${values.length} months, not ${data.months}`);
    const order = ["p5", "p10", "p25", "p50", "p75", "p90", "p95"].filter((p) => f[p]);
    for (let t = 0; t < data.months; ++t) {
      for (let i = 0; i + 1 < order.length; ++i) {
        const [low, high] = [f[order[i]][t], f[order[i + 1]][t]];
        if (typeof low !== "number" || typeof high !== "number") continue;
        check(low <= high + 1e-4 * Math.max(1, Math.abs(high)), `${name}: ${order[i]} above ${order[i + 1]} in month ${t}`);
      }
    }
  };
  const finite = (value, path) => {
    if (typeof value === "number") check(Number.isFinite(value), `${path} is not finite`);
    else if (value && typeof value === "object") for (const [key, inner] of Object.entries(value)) finite(inner, `${path}.${key}`);
  };
  finite(data, "document");
  const ids = new Set(data.alternatives.map((a) => a.id));
  check(ids.size === data.alternatives.length && ids.size > 0, "alternatives need different ids, at least one");
  check(data.chosen === undefined || ids.has(data.chosen), `chosen: no alternative ${data.chosen}`);
  for (const c of data.comparisons ?? []) check(ids.has(c.a) && ids.has(c.b), `comparison of unknown ${c.a}, ${c.b}`);
  for (const [id, f] of Object.entries(data.baseline?.kpis ?? {})) fan(`baseline.${id}`, f);
  for (const a of data.alternatives) {
    fan(`${a.id}.cash_fan`, a.cash_fan);
    for (const [id, k] of Object.entries(a.kpis ?? {})) {
      if (!k) continue;
      fan(`${a.id}.${id}`, k.alternative);
      fan(`${a.id}.${id}.shift`, k.shift);
      check(data.kpis?.some((info) => info.id === id), `${a.id}: ${id} is not in kpis`);
    }
    const h = a.histogram;
    if (h) {
      check(h.edges.length === h.shares.length + 1, `${a.id}.histogram: ${h.edges.length} edges for ${h.shares.length} bins`);
      check(h.edges.every((e, i) => i === 0 || e >= h.edges[i - 1]), `${a.id}.histogram: edges do not ascend`);
      const sum = h.shares.reduce((s, v) => s + v, (h.below ?? 0) + (h.above ?? 0));
      check(Math.abs(sum - 1) < 0.02, `${a.id}.histogram: shares sum to ${sum}`);
    }
    const steps = a.potential_to_cash ?? [];
    if (steps.length) {
      check(steps[0].kind === "total" && steps.at(-1).kind === "total", `${a.id}.potential_to_cash begins and ends with a total`);
      let level = 0;
      const size = Math.max(...steps.map((s) => Math.abs(s.amount)));
      for (const step of steps) {
        if (step.kind === "step") level += step.amount;
        else {
          check(step === steps[0] || Math.abs(level - step.amount) <= 1e-3 * size, `${a.id}.potential_to_cash: ${step.id} is ${step.amount}, the steps come to ${level}`);
          level = step.amount;
        }
      }
    }
    for (const m of a.moments?.rows ?? []) {
      const sum = Object.values(m.p).reduce((s, v) => s + v, 0);
      check(Math.abs(sum - 1) < 0.01, `${a.id}.moments.${m.id}: chances sum to ${sum}`);
    }
  }
  for (const map of data.waits ?? []) {
    for (const grid of [map.baseline, ...Object.values(map.alternatives ?? {})]) {
      check(grid.length === 7 && grid.every((row) => row.length === 1440 / map.interval_minutes), `waits.${map.team}: not 7 × ${1440 / map.interval_minutes}`);
    }
  }
  return wrong;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const files = process.argv.slice(2).map((file) => resolve(file));
  const wrong = ofTypes(files);
  for (const file of files) wrong.push(...ofSense(JSON.parse(documentIn(file))).map((text) => `${basename(file)}: ${text}`));
  for (const text of wrong) console.error(text);
  process.exit(wrong.length ? 1 : 0);
}
