// Pictures of the live page to look at: node live_shots.mjs TEMPLATE_DIR OUT_DIR. A development aid, not a test.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { mockServer } from "./mock_server.mjs";

const [templates, out] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const template = readFileSync(join(templates, "live.html"), "utf8");
const browser = await launch();
for (const [name, lang, width, scheme] of [["live-wide", "en", 1440, "light"], ["live-narrow", "nl", 390, "light"], ["live-dark", "nl", 1280, "dark"]]) {
  const server = await mockServer({ template, lang });
  const page = await browser.newPage({ viewport: { width, height: width < 500 ? 844 : 1000 }, colorScheme: scheme });
  page.on("console", (m) => console.log(name, m.text()));
  page.on("pageerror", (e) => console.log(name, e.message));
  await page.goto(server.url);
  await page.waitForSelector("html[data-ready=full]");
  await page.screenshot({ path: join(out, `${name}-0.png`) });
  if (width < 900) await page.click(".toggle");
  await page.locator("[data-act=pin]").click();
  await page.locator("input[type=range]").nth(2).fill("9");
  await page.locator("input.value").first().fill("much");
  await page.locator("input.value").first().press("Enter");
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(out, `${name}-1.png`) });
  await page.locator("input.value").first().fill("35%");
  await page.locator("input.value").first().press("Enter");
  await page.waitForTimeout(900);
  await page.screenshot({ path: join(out, `${name}-2.png`) });
  if (width < 900) await page.click(".toggle");
  await page.locator("#variants").scrollIntoViewIfNeeded();
  await page.evaluate(() => document.getElementById("variants")?.scrollIntoView());
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(out, `${name}-3.png`) });
  console.log(name, await page.evaluate(() => performance.getEntriesByType("measure").map((m) => `${m.name} ${Math.round(m.duration)}`).join(", ")));
  await page.close();
  await server.close();
}
await browser.close();
