// Pictures to look at: node shots.mjs TEMPLATE_DIR OUT_DIR [NAME…]. A development aid, not a test.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch } from "./browser.mjs";
import { fillTemplate } from "./fill.mjs";
import { hostile, minimal, rich } from "./fixtures.mjs";

const [templates, out, ...only] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const template = readFileSync(join(templates, "report.html"), "utf8");
const shots = {
  "wide-en": [rich("en"), 1280, "light"],
  "narrow-nl": [rich("nl"), 390, "light"],
  "dark-en": [rich("en"), 1280, "dark"],
  "minimal": [minimal(), 1280, "light"],
  "one-nl": [{ ...rich("nl"), alternatives: rich("nl").alternatives.slice(0, 1), comparisons: [] }, 1280, "light"],
  "hostile": [hostile(), 1280, "light"],
  "hostile-narrow": [hostile(), 390, "light"],
  "pdf-nl": [rich("nl"), 1280, "dark"],
  "pdf-en": [rich("en"), 390, "light"],
};
const browser = await launch();
for (const [name, [data, width, scheme]] of Object.entries(shots)) {
  if (only.length && !only.includes(name)) continue;
  const file = resolve(out, `${name}.html`);
  writeFileSync(file, fillTemplate(template, data));
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  page.on("console", (m) => console.log(name, m.type(), m.text()));
  page.on("pageerror", (e) => console.log(name, e.message));
  await page.goto(`file://${file}`);
  await page.waitForSelector("html[data-ready]");
  if (name.startsWith("pdf")) await page.pdf({ path: join(out, `${name}.pdf`), preferCSSPageSize: true });
  else await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
  await page.close();
}
await browser.close();
