// Bundles the pages: node build.mjs OUT. Writes OUT/report.html (and plain.html, live.html), each one self-contained file.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..", "build", "web");
mkdirSync(out, { recursive: true });

async function bundle(entry) {
  const result = await build({
    entryPoints: [join(here, "src", entry)],
    bundle: true,
    minify: true,
    write: false,
    format: entry.endsWith(".css") ? undefined : "iife",
    target: ["chrome111", "firefox113", "safari16.4"],
    charset: "utf8",
    legalComments: "none",
  });
  return result.outputFiles[0].text.trim();
}

function hash(text) {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

/** Puts style, script and the policy that allows these alone into a page. */
function assemble(template, { style, script, connect }) {
  for (const [name, text] of Object.entries({ style, script })) {
    if (text && /<\/(script|style)|<!--/i.test(text)) throw new Error(`${name} would end its own element`);
  }
  const policy = [
    "default-src 'none'",
    script ? `script-src ${hash(script)}` : null,
    `style-src ${hash(style)}`,
    "img-src data:",
    connect ? `connect-src ${connect}` : null,
    "base-uri 'none'",
    "form-action 'none'",
  ].filter(Boolean);
  const parts = { policy: policy.join("; "), style, script: script ?? "" };
  return template.replace(/\[\[(policy|style|script)\]\]/g, (_, name) => parts[name]);
}

function once(page, placeholders) {
  for (const [name, times] of Object.entries(placeholders)) {
    const found = page.split(`{{${name}}}`).length - 1;
    if (found !== times) throw new Error(`{{${name}}} stands ${found} times, not ${times}`);
  }
}

const read = (name) => readFileSync(join(here, "src", name), "utf8");
const style = await bundle("styles.css");

const report = assemble(read("report.html"), { style, script: await bundle("report.ts") });
once(report, { lang: 1, title: 2, data: 1, fallback: 1 });
writeFileSync(join(out, "report.html"), report);

const plain = assemble(read("plain.html"), { style });
once(plain, { lang: 1, title: 2, data: 1, fallback: 1 });
writeFileSync(join(out, "plain.html"), plain);

if (existsSync(join(here, "src", "live.html"))) {
  const live = assemble(read("live.html"), { style: await bundle("live.css"), script: await bundle("live.ts"), connect: "'self'" });
  once(live, { lang: 1, title: 2, data: 1 });
  writeFileSync(join(out, "live.html"), live);
}
