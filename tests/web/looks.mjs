import { readFileSync } from "node:fs";

// What a test can see of a page. `checkDrawings` and `textTroubles` run inside the page.

/** Collects what a quiet page does not do: other requests, console messages, errors, dialogs. */
export function watch(page, allowed) {
  const seen = { troubles: [], requests: [] };
  page.on("request", (request) => {
    seen.requests.push(request.url());
    if (!allowed(request.url())) seen.troubles.push(`request: ${request.url().slice(0, 200)}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") seen.troubles.push(`console: ${message.text().slice(0, 300)}`);
  });
  page.on("pageerror", (error) => seen.troubles.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    seen.troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("popup", () => seen.troubles.push("popup"));
  return seen;
}

/** Each figure: how much is drawn, what it is called, and geometry that is not numbers. */
export function checkDrawings() {
  return [...document.querySelectorAll("[data-figure]")].map((figure) => {
    const chart = figure.querySelector(".drawing svg");
    const shapes = chart ? [...chart.querySelectorAll("path, rect, circle, line")] : [];
    const broken = [];
    for (const element of chart ? chart.querySelectorAll("*") : []) {
      for (const { name, value } of element.attributes) {
        if (/NaN|undefined|Infinity/.test(value) && name !== "aria-label") broken.push(`${element.tagName} ${name}=${value.slice(0, 60)}`);
      }
    }
    const marks = shapes.filter((s) => {
      const box = s.getBBox();
      return box.width + box.height > 1;
    }).length;
    return { figure: figure.dataset.figure, marks, label: chart?.getAttribute("aria-label") ?? "", broken };
  });
}

const axe = readFileSync(new URL("../../web/node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** What axe-core finds wrong for who uses a keyboard or a screen reader, or sees little. */
export async function accessTroubles(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" ")}`.slice(0, 400));
}

/** Words in charts that run off the page or into each other. */
export function textTroubles() {
  const troubles = [];
  for (const figure of document.querySelectorAll("[data-figure]")) {
    const texts = [...figure.querySelectorAll(".drawing svg text")]
      .filter((t) => t.textContent.trim() && t.getAttribute("fill") !== "var(--paper)")
      .map((t) => ({ text: t.textContent, box: t.getBoundingClientRect() }));
    for (const { text, box } of texts) {
      if (box.left < -1 || box.right > window.innerWidth + 1) troubles.push(`${figure.dataset.figure}: off the page: ${text}`);
    }
    for (let i = 0; i < texts.length; ++i) {
      for (let k = i + 1; k < texts.length; ++k) {
        const [a, b] = [texts[i].box, texts[k].box];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 2 && down > 3) troubles.push(`${figure.dataset.figure}: ${texts[i].text} × ${texts[k].text}`);
      }
    }
  }
  return troubles;
}
