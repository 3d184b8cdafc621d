// The live page in a real browser, against a server that keeps to web/live.api.md.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { accessTroubles, checkDrawings, watch } from "./looks.mjs";
import { document as documentOf, mockServer } from "./mock_server.mjs";

let browser;
let template;
const dir = mkdtempSync(join(tmpdir(), "rekensom-live-"));

before(async () => {
  let out = process.env.REKENSOM_WEB_OUT;
  if (!out) {
    out = dir;
    execFileSync(process.execPath, [new URL("../../web/build.mjs", import.meta.url).pathname, out]);
  }
  template = readFileSync(join(out, "live.html"), "utf8");
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Runs `body` with an open page and its server; fails on anything a quiet page does not do. */
async function live({ lang = "en", width = 1280, hash = "", expect = [], ...options }, body) {
  const server = await mockServer({ template, lang, ...options });
  const context = await browser.newContext({ viewport: { width, height: 900 }, acceptDownloads: true });
  const page = await context.newPage();
  const seen = watch(page, (url) => url.startsWith(`${server.url}/`) || url === "data:," || url.startsWith("blob:"));
  try {
    await page.goto(`${server.url}/${hash}`);
    await page.waitForSelector("html[data-ready=full][data-deep]", { timeout: 15_000 });
    await body({ page, server, seen });
    const unexpected = seen.troubles.filter((t) => !expect.some((e) => t.includes(e)));
    assert.deepEqual(unexpected, []);
  } finally {
    await context.close();
    await server.close();
  }
}

const runs = (server) => server.log.filter((entry) => entry.path === "/api/run").map((entry) => entry.body);
const lastRun = (server) => runs(server).at(-1);
const slider = (page, path) => page.locator(`[data-path="${path}"] input[type=range]`);
const field = (page, path) => page.locator(`[data-path="${path}"] input.value`);
const avoidable = "reasons.billing.avoidable";

async function settled(page, server) {
  await page.waitForFunction(() => document.querySelector("main").getAttribute("aria-busy") === "false" && document.documentElement.hasAttribute("data-deep"));
  await page.waitForTimeout(60);
  assert.equal(lastRun(server).draws, 16384);
}

function short(value) {
  const text = new Intl.NumberFormat("en-GB", { notation: "compact", maximumSignificantDigits: 3 }).format(Math.abs(value));
  return `${value < 0 ? "\u2212\u2060" : ""}€${text}`;
}

const ticker = (page) => page.locator(".ticker .value").first().textContent();

test("it opens with the file's answer: a coarse one, then the full one, all drawn", () =>
  live({}, async ({ page, server }) => {
    assert.deepEqual(runs(server).map((r) => [r.draws, r.deep ?? false]), [[1024, false], [16384, false], [16384, true]]);
    assert.deepEqual(lastRun(server).edits, {});
    assert.equal(await ticker(page), short(documentOf({ lang: "en", edits: {}, off: [], draws: 16384 }).alternatives[0].npv.mean));
    for (const d of await page.evaluate(checkDrawings)) {
      assert.ok(d.marks > 0, `${d.figure} is empty`);
      assert.deepEqual(d.broken, [], d.figure);
    }
  }));

test("where all draws are soon done, nothing comes before the full answer", () =>
  live({ coarse: 16384 }, async ({ page, server }) => {
    assert.deepEqual(runs(server).map((r) => [r.draws, r.deep ?? false, r.alone ?? false]), [[16384, false, false], [16384, true, false]]);
    const before = runs(server).length;
    await slider(page, avoidable).focus();
    await page.keyboard.press("ArrowRight");
    await settled(page, server);
    assert.deepEqual(runs(server).slice(before).map((r) => r.deep ?? false), [false, true]);
    assert.equal(await ticker(page), short(documentOf({ lang: "en", edits: { [avoidable]: 0.26 }, off: [], draws: 16384 }).alternatives[0].npv.mean));
  }));

test("the shown alternative is answered first; the others keep their last answer meanwhile", () =>
  live({ delay: { coarse: 5, full: 300 } }, async ({ page, server }) => {
    const labels = documentOf({ lang: "en", edits: {}, off: [], draws: 16384 }).alternatives.map((a) => a.label.slice(0, 12));
    const listed = () => page.evaluate((all) => all.filter((l) => document.querySelector("#answer").textContent.includes(l)), labels);
    assert.ok(labels.length > 1);
    assert.deepEqual(await listed(), labels);
    await slider(page, avoidable).focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.documentElement.dataset.ready === "full" && !document.documentElement.hasAttribute("data-deep"));
    assert.deepEqual(await listed(), labels);
    await settled(page, server);
    assert.deepEqual(runs(server).slice(-3).map((r) => [r.draws, r.alone ?? false]), [[1024, false], [16384, true], [16384, false]]);
    assert.deepEqual(await listed(), labels);
  }));

test("a table that is looked at follows, though its chart is out of sight", () =>
  live({}, async ({ page, server }) => {
    const figure = page.locator('[data-figure="cash-fan"]');
    await figure.locator("summary").click();
    const last = figure.locator("tbody tr").last();
    await last.waitFor();
    await page.setViewportSize({ width: 1280, height: 160 });
    await figure.locator(".scroll").evaluate((box) => scrollBy({ top: box.getBoundingClientRect().bottom - innerHeight, behavior: "instant" }));
    await page.waitForTimeout(300);
    const [chart, tableEnd] = await figure.evaluate((f) => [f.querySelector(".drawing"), f.querySelector(".scroll")].map((box) => box.getBoundingClientRect().bottom));
    assert.ok(chart < -200 && tableEnd > 0, `the chart ends at ${chart}, its table at ${tableEnd}`);
    const before = await last.textContent();
    await slider(page, avoidable).evaluate((range) => {
      range.value = range.max;
      range.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await page.waitForFunction(({ row, before }) => row.textContent !== before || !row.isConnected, { row: await last.elementHandle(), before }, { timeout: 5000 });
    await settled(page, server);
    assert.notEqual(await last.textContent(), before);
  }));

test("a slider moves the answer; undo and redo take it back and forth; the address holds it", () =>
  live({}, async ({ page, server }) => {
    const start = await ticker(page);
    await slider(page, avoidable).focus();
    for (let i = 0; i < 5; ++i) await page.keyboard.press("ArrowRight");
    await settled(page, server);
    assert.ok(Math.abs(lastRun(server).edits[avoidable] - 0.3) < 1e-9, "five steps of 0.01 from 0.25");
    const moved = await ticker(page);
    assert.equal(moved, short(documentOf({ lang: "en", edits: { [avoidable]: 0.3 }, off: [], draws: 16384 }).alternatives[0].npv.mean));
    assert.notEqual(moved, start);
    assert.match(await page.locator(".ticker .delta").first().textContent(), /^\+€/);
    assert.equal(await slider(page, avoidable).getAttribute("aria-valuetext"), "30.0%");
    assert.ok(await page.evaluate(() => document.activeElement.type === "range"), "the slider keeps the focus");

    await page.waitForTimeout(300);
    const address = page.url();
    assert.match(address, /#s=/);
    await page.reload();
    await page.waitForSelector("html[data-ready=full]");
    assert.equal(await ticker(page), moved);

    await page.locator(`[data-path="${avoidable}"] .release`).click();
    await settled(page, server);
    assert.equal(await ticker(page), start);
    await page.locator("[data-act=undo]").click();
    await settled(page, server);
    assert.equal(await ticker(page), moved);
    await page.locator("[data-act=undo]").focus();
    await page.keyboard.press("Control+y");
    await settled(page, server);
    assert.equal(await ticker(page), start);
    assert.equal(await page.locator("[data-act=redo]").isDisabled(), true);
  }));

test("one drag is one step to undo, and a fast hand never sees an old answer after a new one", () =>
  live({ delay: { coarse: 30, full: 200 } }, async ({ page, server }) => {
    const start = await ticker(page);
    const before = runs(server).length;
    await page.evaluate((path) => {
      const range = document.querySelector(`[data-path="${path}"] input[type=range]`);
      window.shown = [];
      new MutationObserver(() => window.shown.push(document.querySelector(".ticker .value").textContent)).observe(document.querySelector(".ticker dl"), { childList: true, subtree: true });
      let i = 0;
      window.dragged = new Promise((done) => {
        const timer = setInterval(() => {
          range.value = String(0.2 + 0.01 * i);
          range.dispatchEvent(new Event("input", { bubbles: true }));
          if (++i === 25) {
            clearInterval(timer);
            range.dispatchEvent(new Event("change", { bubbles: true }));
            done();
          }
        }, 16);
      });
    }, avoidable);
    await page.evaluate(() => window.dragged);
    await settled(page, server);
    const shown = await page.evaluate(() => window.shown);
    assert.equal(shown.at(-1), short(documentOf({ lang: "en", edits: { [avoidable]: 0.44 }, off: [], draws: 16384 }).alternatives[0].npv.mean));
    const amounts = shown.map((text) => Number.parseFloat(text.replace(/[^\d.]/g, "")) * (text.endsWith("k") ? 1e3 : 1e6));
    amounts.slice(0, -1).forEach((v, i) => assert.ok(amounts[i + 1] >= v - 20_000, `back from ${v} to ${amounts[i + 1]}`));
    const asked = runs(server).slice(before);
    assert.ok(asked.length > 3 && asked.length < 25, `${asked.length} runs for 25 moves`);
    assert.ok(asked.every((r, i) => i === 0 || r.move > asked[i - 1].move));
    assert.equal(asked.filter((r) => r.draws === 16384).length >= 1, true);
    await page.locator("[data-act=undo]").click();
    await settled(page, server);
    assert.equal(await ticker(page), start);
  }));

test("the reader's own words stand at the field that they are about", () =>
  live({ expect: ["422"] }, async ({ page, server }) => {
    const before = await ticker(page);
    await field(page, avoidable).fill("much");
    await field(page, avoidable).press("Enter");
    const problem = page.locator(`[data-path="${avoidable}"] .problem`);
    await problem.waitFor({ state: "visible" });
    assert.equal(await problem.textContent(), '"much" is not a number; expected: a share such as 0.25 or "25%"');
    assert.equal(await field(page, avoidable).getAttribute("aria-invalid"), "true");
    assert.equal(await field(page, avoidable).getAttribute("aria-describedby"), await problem.getAttribute("id"));
    assert.equal(await ticker(page), before, "the last answer stays");
    await field(page, avoidable).fill("35%");
    await field(page, avoidable).press("Enter");
    await settled(page, server);
    assert.equal(await problem.isVisible(), false);
    assert.equal(lastRun(server).edits[avoidable], "35%");
    assert.equal(await slider(page, avoidable).inputValue(), "0.35");

    await page.locator("#key-path").fill("teams.phone.ftee");
    await page.locator("#key-value").fill("200");
    await page.locator("#key-value").press("Enter");
    const other = page.locator('.other[data-path="teams.phone.ftee"]');
    await other.locator(".problem").waitFor();
    assert.match(await other.textContent(), /there is no key .*did you mean "teams\.phone\.fte"/);
    await other.locator("button").click();
    await page.locator("#key-path").fill("teams.phone.fte");
    await page.locator("#key-value").press("Enter");
    await settled(page, server);
    assert.equal(lastRun(server).edits["teams.phone.fte"], "200");
  }));

test("switches, presets and alternatives reach the server", () =>
  live({}, async ({ page, server }) => {
    await page.locator(".switches label").nth(1).click();
    await settled(page, server);
    assert.deepEqual(lastRun(server).off, ["change-1"]);
    const preset = page.getByRole("button", { name: "Half the effect" });
    await preset.click();
    await settled(page, server);
    assert.deepEqual(lastRun(server).off, ["change-1", "change-2"]);
    assert.equal(lastRun(server).edits["changes.bill.prevents.billing"], 0.2);
    assert.equal(await preset.getAttribute("aria-pressed"), "true");
    await preset.click();
    await settled(page, server);
    assert.deepEqual(lastRun(server).edits, {});
    await page.locator(".panel .chooser label").nth(2).click();
    await settled(page, server);
    assert.equal(lastRun(server).shown, "invoice-call-back");
    assert.ok((await page.locator("[data-test=answer]").textContent()).includes("Invoice and call-back"));
    await page.locator("[data-act=reset]").click();
    await settled(page, server);
    assert.deepEqual(lastRun(server).off, []);
  }));

test("variants are pinned, named, noted and laid side by side", () =>
  live({}, async ({ page, server }) => {
    await page.locator("[data-act=pin]").click();
    await page.locator(".variant input").fill("As <b>planned</b>");
    await page.locator(".variant textarea").fill("agreed on Monday");
    await slider(page, "changes.bill.slip").fill("9");
    await page.locator("#variants").waitFor();
    await settled(page, server);
    const cells = () => page.locator("#variants table tr").nth(1).locator("td").allTextContents();
    await page.waitForFunction(() => document.querySelector("#variants th:nth-child(2)")?.textContent === "As <b>planned</b>");
    const whole = new Intl.NumberFormat("en-GB", { style: "currency", currency: "EUR", maximumFractionDigits: 0 });
    const planned = documentOf({ lang: "en", edits: {}, off: [], draws: 16384 }).alternatives[0].npv.mean;
    const late = documentOf({ lang: "en", edits: { "changes.bill.slip": 9 }, off: [], draws: 16384 }).alternatives[0].npv.mean;
    const [first, second] = await cells();
    assert.equal(first, whole.format(planned));
    assert.ok(second.startsWith(whole.format(late)) && second.includes(`${whole.format(late - planned)} ± `), second);
    assert.ok((await page.locator(".variant-note").textContent()).includes("agreed on Monday"));
    await page.waitForTimeout(300);
    await page.reload();
    await page.waitForSelector("html[data-ready=full]");
    assert.equal(await page.locator(".variant input").inputValue(), "As <b>planned</b>");
    assert.equal(await page.locator(".variant textarea").inputValue(), "agreed on Monday");
    await page.getByRole("button", { name: "Show As <b>planned</b>" }).click();
    await settled(page, server);
    assert.deepEqual(lastRun(server).edits, {});
    await page.getByRole("button", { name: "Remove As <b>planned</b>" }).click();
    assert.equal(await page.locator(".variant").count(), 0);
  }));

test("it saves and exports", () =>
  live({ expect: ["422"] }, async ({ page, server }) => {
    await slider(page, avoidable).fill("0.4");
    await page.locator("[data-act=save]").click();
    await page.locator("#save-name").fill("../evil");
    await page.locator("dialog button[type=submit]").click();
    await page.locator("dialog .problem").waitFor({ state: "visible" });
    assert.match(await page.locator("dialog .problem").textContent(), /a file name has letters/);
    await page.locator("#save-name").fill("more avoidable");
    await page.locator("#save-note").fill("from Monday's session");
    await page.locator("dialog button[type=submit]").click();
    await page.locator("dialog pre").waitFor();
    assert.equal(await page.locator("dialog pre").textContent(), "rekensom run more avoidable.toml");
    const asked = server.log.findLast((entry) => entry.path === "/api/save").body;
    assert.deepEqual(asked, { name: "more avoidable", note: "from Monday's session", edits: { [avoidable]: 0.4 }, off: [] });
    await page.keyboard.press("Escape");
    for (const [act, name] of [["workbook", "clear.xlsx"], ["report", "clear.html"]]) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-act=${act}]`).click()]);
      assert.equal(download.suggestedFilename(), name);
    }
    assert.deepEqual(server.log.findLast((entry) => entry.path === "/api/export").body.edits, { [avoidable]: 0.4 });
  }));

test("nothing jumps: a coarse answer keeps what it lacks, open tables stay open, axes hold", () =>
  live({ delay: { coarse: 5, full: 400 } }, async ({ page, server }) => {
    await page.locator('[data-figure="waterfall"] summary').click();
    const axis = () => page.locator('[data-figure="answer-picture"] svg text').allTextContents().then((texts) => texts.filter((t) => /^\S*€\S+$/.test(t)).join(" "));
    const before = await axis();
    await slider(page, avoidable).fill("0.27");
    await page.waitForFunction(() => document.documentElement.dataset.ready === "coarse");
    assert.equal(await page.locator('[data-figure="tornado-npv"]').count(), 1);
    assert.equal(await page.locator('[data-figure="owners-chart"]').count(), 1);
    await settled(page, server);
    assert.equal(await page.locator('[data-figure="waterfall"] details').getAttribute("open"), "");
    assert.equal(await axis(), before);
  }));

test("it says when the program is gone, and goes on when it is back", () =>
  // The refusals themselves are messages on the browser's console.
  live({ expect: ["503", "403", "ERR_CONNECTION_REFUSED"] }, async ({ page, server }) => {
    server.mood.fail = { status: 503, body: { message: "too many runs at once" } };
    await slider(page, avoidable).fill("0.3");
    await page.waitForFunction(() => document.querySelector(".status").textContent === "too many runs at once");
    server.mood.fail = { status: 403, body: { message: "no" } };
    await slider(page, avoidable).fill("0.31");
    await page.waitForFunction(() => document.querySelector(".status").textContent.includes("earlier start"));
    server.mood.fail = null;
    await slider(page, avoidable).fill("0.32");
    await settled(page, server);
    assert.match(await page.locator(".status").textContent(), /16,384 draws/);
    await page.route("**/api/run", (route) => route.abort("connectionrefused"));
    await slider(page, avoidable).fill("0.33");
    await page.waitForFunction(() => document.querySelector(".status").textContent.includes("does not answer"));
    await page.unroute("**/api/run");
    await page.waitForFunction(() => /16,384 draws/.test(document.querySelector(".status").textContent), undefined, { timeout: 8000 });
    assert.equal(lastRun(server).edits[avoidable], 0.33);
  }));

for (const width of [1280, 390]) {
  test(`axe finds nothing wrong, with a slider moved, a variant pinned and a mistake made: ${width} px`, () =>
    live({ width, expect: ["422"] }, async ({ page }) => {
      if (width < 900) await page.locator(".toggle").click();
      await page.locator("[data-act=pin]").click();
      await slider(page, avoidable).fill("0.4");
      await page.locator("#variants").waitFor();
      await field(page, "changes.bill.slip").fill("late");
      await field(page, "changes.bill.slip").press("Enter");
      await page.locator('[data-path="changes.bill.slip"] .problem').waitFor({ state: "visible" });
      assert.deepEqual(await accessTroubles(page), []);
    }));
}

test("at 390 px, in Dutch, by keyboard", () =>
  live({ lang: "nl", width: 390 }, async ({ page, server }) => {
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
    const toggle = page.locator(".toggle");
    assert.equal(await toggle.textContent(), "Wat als…");
    await toggle.focus();
    await page.keyboard.press("Enter");
    assert.equal(await toggle.getAttribute("aria-expanded"), "true");
    await slider(page, avoidable).focus();
    await page.keyboard.press("End");
    await settled(page, server);
    assert.equal(lastRun(server).edits[avoidable], 0.5);
    assert.equal(lastRun(server).lang, "nl");
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
    await page.keyboard.press("Control+z");
    await settled(page, server);
    assert.deepEqual(lastRun(server).edits, {});
  }));

test("an address of somebody else's making does no harm", async () => {
  const encode = (value) => `#s=${Buffer.from(JSON.stringify(value)).toString("base64url")}`;
  const nasty = "</script><img src=x onerror=window.hacked=1>";
  const hashes = [
    "#s=%%%",
    "#s=bm90IGpzb24",
    encode({ edits: { [avoidable]: 0.3, __proto__: { polluted: 1 } }, off: "all", variants: [{ name: nasty, note: nasty, edits: [], off: [nasty] }, null, 7] }),
    encode({ edits: { "teams.phone.fte": "200" }, off: [nasty, 4], shown: nasty, variants: { length: 3 } }),
  ];
  for (const hash of hashes) {
    await live({ hash, expect: ["422"] }, async ({ page }) => {
      assert.equal(await page.evaluate(() => window.hacked ?? {}.polluted), undefined);
      assert.equal(await page.locator("img").count(), 0);
    });
  }
});
