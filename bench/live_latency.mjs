// From a hand's move to the repaint of its answer, in Chromium, over 200 moves of the sliders that matter most:
//   node bench/live_latency.mjs build/release/rekensom [scenario.toml …] [--moves 200]
// A hand moves on as soon as it sees the first answer (coarse, or full where all draws are soon done), in one move of five it waits
// for the full one, in one of twenty for the deep one; the page measures itself.
// Prints a line a scenario: median, 95th percentile and the longest of each step, in ms.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { launch } from "../tests/web/browser.mjs";

const words = process.argv.slice(2);
const at = words.indexOf("--moves");
const moves = at < 0 ? 200 : Number(words.splice(at, 2)[1]);
const [program, ...given] = words;
if (!program || !existsSync(program)) throw new Error("usage: live_latency.mjs PROGRAM [SCENARIO …] [--moves N]");
const scenarios = new URL("../scenarios/", import.meta.url).pathname;
const files = given.length ? given : [`${scenarios}clear-invoices.toml`, `${scenarios}helpdesk.toml`];
const steps = ["coarse", "full", "deep"];

function serve(file) {
  const child = spawn(program, ["serve", file], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  return new Promise((ready, fail) => {
    child.on("exit", (code) => fail(new Error(`ended with ${code}`)));
    child.stdout.on("data", (text) => {
      out += text;
      const url = /http:\S+/.exec(out)?.[0];
      if (url) ready({ child, url });
    });
  });
}

const rank = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

const browser = await launch();
// A browser that still starts takes the cores on which the server finds out how fast it is.
await new Promise((calm) => setTimeout(calm, 2000));
for (const file of files) {
  const { child, url } = await serve(file);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  await page.waitForSelector("html[data-ready=full][data-deep]", { timeout: 120_000 });
  // Slider by slider, to places all over each, so that no answer is the one before.
  const measured = await page.evaluate(
    async ({ moves, steps }) => {
      const found = Object.fromEntries(steps.map((s) => [s, []]));
      const sliders = [...document.querySelectorAll(".sliders input[type=range]")];
      const draws = [];
      const seen = new Map();
      for (let i = 0; i < moves; i++) {
        const range = sliders[i % sliders.length];
        const [min, max] = [Number(range.min), Number(range.max)];
        const landed = new Promise((done, fail) => {
          const late = setTimeout(() => fail(new Error("no answer in 60 s")), 60_000);
          const observer = new PerformanceObserver((list) => {
            for (const entry of list.getEntriesByType("measure")) {
              const step = entry.name.replace("rekensom ", "");
              if (step === "draw") draws.push(entry.duration);
              if (steps.includes(step)) found[step].push(entry.duration);
              const first = step === "coarse" || (step === "full" && !found.coarse.length);
              if (i % 20 === 0 ? step === "deep" : i % 5 === 0 ? step === "full" : first) {
                observer.disconnect();
                clearTimeout(late);
                done();
              }
            }
          });
          observer.observe({ type: "measure" });
        });
        range.value = String(min + (max - min) * ((0.1 + 0.618034 * (i + 1)) % 1));
        range.dispatchEvent(new Event("input", { bubbles: true }));
        range.dispatchEvent(new Event("change", { bubbles: true }));
        await landed;
        seen.set(document.querySelector(".ticker .value").textContent, i);
      }
      return { found, draws, answers: seen.size };
    },
    { moves, steps },
  );
  const name = file.replace(/.*\//, "").replace(/\.toml$/, "");
  console.log(`${name}: ${moves} moves, ${measured.answers} different answers`);
  for (const [step, times] of [...Object.entries(measured.found), ["page's own drawing", measured.draws]]) {
    if (!times.length) continue;
    const sorted = [...times].sort((a, b) => a - b);
    console.log(`  ${step.padEnd(20)} median ${rank(sorted, 0.5).toFixed(0).padStart(5)} ms   p95 ${rank(sorted, 0.95).toFixed(0).padStart(5)} ms   longest ${sorted.at(-1).toFixed(0).padStart(5)} ms   n ${sorted.length}`);
  }
  await page.close();
  child.removeAllListeners("exit");
  child.kill("SIGINT");
  await new Promise((done) => child.on("exit", done));
}
await browser.close();
