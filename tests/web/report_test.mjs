// The report in a real browser: drawn, right, harmless, alone.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { ofSense, ofTypes } from "./check_document.mjs";
import { fillTemplate } from "./fill.mjs";
import { hostile, minimal, rich } from "./fixtures.mjs";
import { accessTroubles, checkDrawings, textTroubles, watch } from "./looks.mjs";

let browser;
let template;
const dir = mkdtempSync(join(tmpdir(), "rekensom-report-"));

before(async () => {
  let out = process.env.REKENSOM_WEB_OUT;
  if (!out) {
    out = dir;
    execFileSync(process.execPath, [new URL("../../web/build.mjs", import.meta.url).pathname, out]);
  }
  template = readFileSync(join(out, "report.html"), "utf8");
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(dir, { recursive: true, force: true });
});

let count = 0;
async function open(data, { width = 1280, scheme = "light" } = {}) {
  const file = join(dir, `report-${++count}.html`);
  writeFileSync(file, fillTemplate(template, data, "<p>plain figures</p>"));
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const seen = watch(page, (url) => url.startsWith(`file://${file}`) || url === "data:,");
  await page.goto(`file://${file}`);
  await page.waitForSelector("html[data-ready]", { timeout: 20_000 });
  return { page, seen, file };
}

const locale = { en: "en-GB", nl: "nl-NL" };
const euros = (lang) => {
  const format = new Intl.NumberFormat(locale[lang], { style: "currency", currency: "EUR", maximumFractionDigits: 0 });
  return (value) => format.format(value).replace(/\s/g, " ");
};
const percent = (lang, value) => new Intl.NumberFormat(locale[lang], { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);

/** Every table of a figure as rows of texts. */
async function tableOf(page, figure) {
  await page.locator(`[data-figure="${figure}"] summary`).click();
  return page.locator(`[data-figure="${figure}"] table`).first().evaluate((table) =>
    [...table.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s/g, " "))),
  );
}

const figures = ["answer-picture", "differences", "waterfall", "histogram", "cash-fan", "tornado-npv", "tornado-satisfaction", "changes-chart", "quadrants", "owners-chart", "waits-phone"];

for (const width of [1280, 390]) {
  for (const lang of ["en", "nl"]) {
    for (const scheme of ["light", "dark"]) {
      test(`all charts are drawn and nothing else is asked for: ${width} px, ${lang}, ${scheme}`, async () => {
        const data = rich(lang);
        const { page, seen } = await open(data, { width, scheme });
        const drawn = await page.evaluate(checkDrawings);
        const kpiFigures = drawn.filter((d) => d.figure.startsWith("kpi-"));
        assert.equal(kpiFigures.length, 8);
        for (const figure of figures) assert.ok(drawn.some((d) => d.figure === figure), `no figure ${figure}`);
        for (const d of drawn) {
          assert.ok(d.marks > 0, `${d.figure} is empty`);
          assert.ok(d.label.length > 10, `${d.figure} has no sentence`);
          assert.deepEqual(d.broken, [], `${d.figure} has broken geometry`);
        }
        assert.deepEqual(await page.evaluate(textTroubles), []);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, "the page scrolls sideways");
        assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
        assert.deepEqual(seen.troubles, []);
        await page.close();
      });
    }
  }
}

for (const lang of ["en", "nl"]) {
  test(`the texts say what the document says: ${lang}`, async () => {
    const data = rich(lang);
    const { page } = await open(data);
    const money = euros(lang);
    const [best] = data.alternatives;
    const million = new Intl.NumberFormat(locale[lang], { maximumSignificantDigits: 3 }).format(best.npv.mean / 1e6);
    const sentence = (await page.locator("[data-test=answer]").textContent()).replace(/\s/g, " ");
    assert.ok(sentence.includes(best.label) && sentence.includes(`€${lang === "nl" ? " " : ""}${million} ${lang === "nl" ? "miljoen" : "million"}`), sentence);

    const overview = await tableOf(page, "answer-picture");
    assert.deepEqual(
      overview,
      data.alternatives.map(({ label, npv }) => [label, money(npv.mean), money(npv.p10), money(npv.p50), money(npv.p90), percent(lang, npv.p_positive)]),
    );
    const steps = await tableOf(page, "waterfall");
    assert.deepEqual(steps.map((row) => row[1]), best.potential_to_cash.map((step) => money(step.amount)));
    const bins = await tableOf(page, "histogram");
    assert.equal(bins.length, best.histogram.shares.length);
    assert.equal(bins[7][0], money(best.histogram.edges[7]));
    const months = await tableOf(page, "cash-fan");
    const { mean, p5, p95 } = best.cash_fan;
    assert.deepEqual(months.map((row) => [row[1], row[2], row[8]]), mean.map((v, i) => [money(v), money(p5[i]), money(p95[i])]));
    const handled = await tableOf(page, "kpi-contacts_handled");
    const whole = new Intl.NumberFormat(locale[lang], { maximumFractionDigits: 0 });
    assert.deepEqual(handled.map((row) => row[1]), data.baseline.kpis.contacts_handled.mean.map((v) => whole.format(v)));
    const changes = await tableOf(page, "changes-chart");
    assert.equal(changes[0][3], money(Math.max(...best.changes.map((c) => c.npv.mean))));
    const differences = await tableOf(page, "differences");
    assert.deepEqual(differences.map((row) => row[1]), data.comparisons.map((c) => money(c.npv.mean)));
    const waits = await tableOf(page, "waits-phone");
    assert.equal(waits[0][0], "08:00");
    const body = (await page.locator("body").textContent()).replace(/\s/g, " ");
    for (const text of [data.description, data.manifest.command, data.warnings[0].text, data.assumptions[0].source]) assert.ok(body.includes(text), text);
    await page.close();
  });
}

test("a cash figure that is a cost is said as one, without a percentage", async () => {
  const data = rich("en");
  const [shown] = data.alternatives;
  const money = euros("en");
  shown.potential_to_cash = [
    { id: "potential", kind: "total", amount: 122_000 },
    { id: "slip", kind: "step", amount: -55_000 },
    { id: "gross", kind: "total", amount: 67_000 },
    { id: "change_costs", kind: "step", amount: -577_000 },
    { id: "cash", kind: "total", amount: -510_000 },
  ];
  const { page } = await open(data);
  const lead = await page.locator("#potential .lead").textContent();
  for (const said of [122_000, 67_000, 510_000]) assert.ok(lead.includes(money(said)), lead);
  assert.doesNotMatch(lead, /%|\u2212|-\s?€/);
  await page.close();
});

test("who carries and who gains is told of the alternative that is shown; break-even names the losing side", async () => {
  const data = rich("nl");
  const money = euros("nl");
  data.alternatives[0].break_even = [
    { path: "a", label: "Prijs", now: "€ 9,82", break_even: "€ 17,50", worse: "below", p_worse: 0.99 },
    { path: "b", label: "Slagen", now: "67%", break_even: null },
  ];
  const { page } = await open(data);
  const cells = () => page.locator("#owners table").evaluate((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s/g, " "))));
  const before = await cells();
  for (const head of ["Draagt", "Betaalt", "Teams besparen", "Veranderingen"]) assert.ok(before[0].includes(head), before[0].join());
  const service = before.find((row) => row[0] === data.owners[1].label);
  for (const amount of [6_400_000, 140_000, 1_130_000]) assert.ok(service.includes(money(amount)), service.join());
  const rows = await page.locator("#tornado table").first().evaluate((table) => [...table.tBodies[0].rows].map((row) => row.textContent.replace(/\s/g, " ")));
  assert.ok(rows[0].includes("onder € 17,50") && rows[0].includes("99%"), rows[0]);
  assert.ok(rows[1].includes("nergens in het bereik"), rows[1]);
  await page.locator('input[value="invoice"]').check({ force: true });
  const after = (await cells()).find((row) => row[0] === data.owners[1].label);
  assert.ok(after.includes(money(-90_000)) && !after.includes(money(1_130_000)), after.join());
  await page.close();
});

test("the marks of the histogram stand where the numbers are", async () => {
  const { page } = await open(rich("en"));
  const found = await page.evaluate(() => {
    const chart = document.querySelector("[data-figure=histogram] svg");
    const ticks = [...chart.querySelectorAll("text")].filter((t) => /^-?€[\d.]+[mk]?$/.test(t.textContent.replace("\u2212\u2060", "-")));
    return ticks.map((t) => {
      const text = t.textContent.replace("\u2212\u2060", "-").replace("€", "");
      const scale = text.endsWith("m") ? 1e6 : text.endsWith("k") ? 1e3 : 1;
      return { value: Number.parseFloat(text) * scale, x: t.getBoundingClientRect().x + t.getBoundingClientRect().width / 2 };
    });
  });
  assert.ok(found.length >= 4);
  const [first, last] = [found[0], found[found.length - 1]];
  const at = (value) => first.x + ((value - first.value) / (last.value - first.value)) * (last.x - first.x);
  const bars = await page.evaluate(() => [...document.querySelectorAll("[data-figure=histogram] svg rect")].map((r) => r.getBoundingClientRect()).map((r) => ({ x: r.x, right: r.right })));
  const { edges } = rich("en").alternatives[0].histogram;
  assert.ok(Math.abs(Math.min(...bars.map((b) => b.x)) - at(edges[0])) < 2);
  assert.ok(Math.abs(Math.max(...bars.map((b) => b.right)) - at(edges[edges.length - 1])) < 2);
  await page.close();
});

test("another alternative is shown by keyboard", async () => {
  const data = rich("en");
  const { page, seen } = await open(data);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "skip");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  const sentence = await page.locator("[data-test=answer]").textContent();
  assert.ok(sentence.includes(data.alternatives[1].label), sentence);
  assert.equal(await page.evaluate(() => document.activeElement.value), data.alternatives[1].id);
  assert.deepEqual(seen.troubles, []);
  await page.close();
});

test("headings step down one at a time, every table has a caption, every picture a name", async () => {
  const { page } = await open(rich("en"));
  for (const summary of await page.locator("summary").all()) if (await summary.isVisible()) await summary.click();
  const levels = await page.evaluate(() => [...document.querySelectorAll("h1,h2,h3,h4")].filter((h) => !h.hidden).map((h) => Number(h.tagName[1])));
  assert.equal(levels.filter((l) => l === 1).length, 1);
  levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1, `h${level} after h${levels[i - 1]}`));
  assert.equal(await page.evaluate(() => [...document.querySelectorAll("table")].filter((t) => !t.caption?.textContent).length), 0);
  assert.equal(await page.evaluate(() => [...document.querySelectorAll("svg")].filter((s) => !(s.getAttribute("role") === "img" && s.getAttribute("aria-label")) && s.getAttribute("aria-hidden") !== "true").length), 0);
  assert.equal(await page.evaluate(() => new Set([...document.querySelectorAll("[id]")].map((e) => e.id)).size - document.querySelectorAll("[id]").length), 0);
  await page.close();
});

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing wrong, with every table open: ${scheme}`, async () => {
    const { page } = await open(rich("nl"), { scheme });
    await page.evaluate(() => document.querySelectorAll("details:not([hidden])").forEach((details) => (details.open = true)));
    await page.waitForTimeout(200);
    assert.deepEqual(await accessTroubles(page), []);
    await page.close();
  });
}

for (const width of [1280, 390]) {
  test(`hostile labels are shown and do nothing: ${width} px`, async () => {
    const { page, seen } = await open(hostile(), { width });
    for (const summary of await page.locator("summary").all()) if (await summary.isVisible()) await summary.click();
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(await page.evaluate(() => document.querySelectorAll("img, iframe, object, b, main script, header script").length), 0);
    assert.equal(await page.evaluate(() => document.scripts.length), 2);
    assert.ok((await page.locator("body").textContent()).includes("<script>window.hacked=1</script>"));
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    for (const d of await page.evaluate(checkDrawings)) assert.deepEqual(d.broken, [], d.figure);
    assert.deepEqual(seen.troubles, []);
    await page.close();
  });
}

test("the policy holds: no request, no script, no style of others", async () => {
  const { page } = await open(minimal());
  const outcome = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    const fetched = await fetch("http://127.0.0.1:9/").then(() => "fetched", () => "refused");
    return { ran: window.ran === true, fetched };
  });
  assert.deepEqual(outcome, { ran: false, fetched: "refused" });
  await page.close();
});

test("what is absent is left out", async () => {
  const { page, seen } = await open(minimal());
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("section")].map((s) => s.id)), ["answer"]);
  assert.ok((await page.locator("[data-test=answer]").textContent()).includes("€1 million"));
  const odd = rich("en");
  delete odd.baseline;
  delete odd.start;
  odd.kpis = odd.kpis.slice(0, 2);
  odd.alternatives = odd.alternatives.slice(0, 1);
  const [only] = odd.alternatives;
  only.cash_fan = { mean: only.cash_fan.mean };
  only.payback = { mean: null, p_within_horizon: 0 };
  only.kpis.wait = undefined;
  only.kpis.contacts_handled = { alternative: { mean: only.kpis.contacts_handled.alternative.mean.map((v, i) => (i < 4 ? null : v)) } };
  only.npv = { mean: 0 };
  delete odd.comparisons;
  odd.warnings = [];
  const second = await open(odd, { width: 390 });
  for (const d of await second.page.evaluate(checkDrawings)) assert.deepEqual(d.broken, [], d.figure);
  assert.deepEqual([...seen.troubles, ...second.seen.troubles], []);
  await page.close();
  await second.page.close();
});

test("it prints on A4, light, as text and lines", async () => {
  for (const [data, scheme, width] of [[rich("nl"), "dark", 390], [rich("en", { months: 240 }), "light", 1280]]) {
    const { page, seen, file } = await open(data, { scheme, width });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    const path = file.replace(".html", ".pdf");
    writeFileSync(path, pdf);
    if (spawnSync("pdftotext", ["-v"]).status === 0) {
      const text = execFileSync("pdftotext", [path, "-"]).toString();
      assert.ok(text.includes(data.alternatives[0].label));
      assert.ok(text.includes(data.manifest.command.slice(0, 30)));
      const info = execFileSync("pdfinfo", [path]).toString();
      assert.match(info, /Page size:\s+59[45]\.\d* x 84[12]/);
      assert.equal(execFileSync("pdfimages", ["-list", path]).toString().trim().split("\n").length, 2, "pictures made of pixels");
    }
    assert.deepEqual(seen.troubles, []);
    await page.close();
  }
});

test("printed, the answer and the money of one alternative take two pages", async () => {
  if (spawnSync("pdftotext", ["-v"]).status !== 0) return;
  const data = rich("en");
  data.alternatives = data.alternatives.slice(0, 1);
  delete data.comparisons;
  delete data.description;
  const { page, file } = await open(data);
  const path = file.replace(".html", ".pdf");
  writeFileSync(path, await page.pdf({ preferCSSPageSize: true }));
  const pages = execFileSync("pdftotext", ["-layout", path, "-"]).toString().split("\f");
  const on = (text) => pages.findIndex((one) => one.includes(text));
  assert.deepEqual([on("From potential to cash"), on("How sure it is"), on("When the money comes"), on("What customers and teams notice")], [0, 1, 1, 2]);
  // No heading without what it is about.
  for (const title of ["All figures", "Assumptions"]) assert.ok(pages[on(title)].split(title).at(-1).trim().split("\n").length > 5, title);
  await page.close();
});

test("the samples keep to the contract, and a document that does not is found out", () => {
  const samples = { rich: rich("nl"), minimal: minimal(), hostile: hostile() };
  const files = Object.entries(samples).map(([name, data]) => {
    const file = join(dir, `${name}.json`);
    writeFileSync(file, JSON.stringify(data));
    assert.deepEqual(ofSense(data), [], name);
    return file;
  });
  assert.deepEqual(ofTypes(files), []);
  const wrong = rich("en");
  wrong.alternatives[0].cash_fan.p5.pop();
  wrong.alternatives[0].potential_to_cash[1].amount -= 1e6;
  assert.equal(ofSense(wrong).length, 2);
  const misspelt = join(dir, "misspelt.json");
  writeFileSync(misspelt, JSON.stringify({ ...minimal(), monthz: 12 }));
  assert.match(ofTypes([misspelt]).join("\n"), /monthz/);
});

test("it is one file of less than 3 MB, also with five years of three alternatives", async () => {
  const file = join(dir, "large.html");
  writeFileSync(file, fillTemplate(template, rich("en", { months: 60 })));
  assert.ok(statSync(file).size < 3_000_000);
  assert.equal(/<(?:link|script)[^>]+(?:href|src)="(?!data:,|#)/.test(readFileSync(file, "utf8").replace(/<script>[\s\S]*?<\/script>/g, "")), false);
});
