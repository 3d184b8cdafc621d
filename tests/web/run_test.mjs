// From scenario to screen: what the program's report shows is what its summary.json says.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { documentIn, ofSense, ofTypes } from "./check_document.mjs";
import { checkDrawings, textTroubles, watch } from "./looks.mjs";

const program = process.env.REKENSOM_PROGRAM;
const scenarios = new URL("../../scenarios/", import.meta.url).pathname;
const locale = { en: "en-GB", nl: "nl-NL" };
const dir = mkdtempSync(join(tmpdir(), "rekensom-run-"));
let browser;

before(async () => {
  assert.ok(program, "REKENSOM_PROGRAM names the program");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** What the program itself says in English in a Dutch document; the user's own texts may be in any language. */
function english(data) {
  const words = /\b(months?|weeks|years?|days?|contacts|points?|hours|share|between|likely|per customer|to|within|slip|overrun|realisation|avoidable|cost|rate|growth|patience|all changes)\b/i;
  const inputs = (a) => [...(a.tornado ?? []).flatMap((t) => t.rows), ...(a.break_even ?? [])];
  const said = [
    ...data.assumptions.flatMap((a) => [a.value, a.range]),
    ...data.assumptions.filter((a) => !a.path.startsWith("inputs.") && !/prevents|drivers|moments|marks|channels\./.test(a.path)).map((a) => a.label.split(": ").at(-1)),
    ...data.alternatives.flatMap((a) => inputs(a).flatMap((r) => [r.unit, r.now, r.break_even, r.low?.input, r.high?.input])),
    ...data.alternatives.map((a) => (a.id === "all" ? a.label : undefined)),
    ...data.kpis.map((k) => k.definition),
    ...(data.waits ?? []).map((w) => w.target),
  ];
  return [...new Set(said.filter((text) => text && words.test(text.replace(/first time fix|first contact|customer effort score|net promoter score/gi, ""))))];
}

const files = readdirSync(scenarios).filter((name) => name.endsWith(".toml"));

test("there are scenarios to run", () => assert.ok(files.length > 0));

for (const name of files) {
  for (const [lang, width] of [["en", 1280], ["nl", 390]]) {
    test(`${name}, ${lang}, ${width} px`, async () => {
      const out = join(dir, `${name}-${lang}`);
      execFileSync(program, ["run", join(scenarios, name), "--draws", "1024", "--lang", lang, "--out", out, "--format", "html,json", "--quiet"], { cwd: scenarios });
      const report = join(out, "report.html");
      const summary = JSON.parse(readFileSync(join(out, "summary.json"), "utf8"));
      const data = JSON.parse(documentIn(report));
      assert.deepEqual([...ofTypes([report]), ...ofSense(data)], []);

      const page = await browser.newPage({ viewport: { width, height: 900 } });
      const seen = watch(page, (url) => url === `file://${report}` || url === "data:,");
      await page.goto(`file://${report}`);
      await page.waitForSelector("html[data-ready]");
      const drawn = await page.evaluate(checkDrawings);
      assert.ok(drawn.length > 0);
      for (const d of drawn) {
        assert.ok(d.marks > 0, `${d.figure} is empty`);
        assert.deepEqual(d.broken, [], d.figure);
      }
      assert.deepEqual(await page.evaluate(textTroubles), []);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);

      const money = new Intl.NumberFormat(locale[lang], { style: "currency", currency: summary.currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: 0 });
      await page.locator('[data-figure="answer-picture"] summary').click();
      await page.waitForSelector('[data-figure="answer-picture"] tbody tr');
      const rows = await page.locator('[data-figure="answer-picture"] tbody tr').evaluateAll((trs) => trs.map((tr) => [...tr.cells].map((cell) => cell.textContent)));
      assert.deepEqual(data.alternatives.map((a) => a.id), Object.keys(summary.alternatives));
      data.alternatives.forEach((a, i) => {
        const said = summary.alternatives[a.id].npv;
        assert.deepEqual(rows[i].slice(1, 5), [said.mean, said.p10, said.p50, said.p90].map((v) => money.format(v === 0 ? 0 : v)));
        for (const [id, kpi] of Object.entries(a.kpis ?? {})) {
          const kept = summary.alternatives[a.id].kpis[id];
          if (!kpi.summary || !kept) continue;
          for (const world of ["baseline", "alternative", "shift"]) assert.equal(kpi.summary[world].mean, kept[world].mean, `${a.id} ${id} ${world}`);
        }
      });
      assert.deepEqual(seen.troubles, []);
      await page.close();
      if (lang === "nl") assert.deepEqual(english(data), []);
    });
  }
}
