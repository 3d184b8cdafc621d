// Bundles the pages: node build.mjs OUT. Writes OUT/report.html and OUT/live.html, each one self-contained file.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..", "build", "web");
mkdirSync(out, { recursive: true });

/** The notice that the packages inside a bundle ask for. */
function notice(metafile) {
  const holders = new Map();
  for (const file of Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))) {
    const name = file[1].bytesInOutput && /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file[0])?.[1];
    if (!name) continue;
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    if (license !== "ISC") throw new Error(`${name} has licence ${license}: say so in THIRD_PARTY.md and in this notice`);
    const holder = /^copyright.*$/im.exec(readFileSync(join(folder, "LICENSE"), "utf8"))?.[0] ?? "";
    holders.set(holder, [...new Set([...(holders.get(holder) ?? []), `${name} ${version}`])].sort());
  }
  if (!holders.size) return "";
  const lines = [...holders].map(([holder, names]) => `${holder}: ${names.join(", ")}`).sort();
  return `/* This page holds, under the ISC licence below:\n${lines.join("\n")}\n\n${iscLicence}\n*/\n`;
}

const iscLicence = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.
THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR
CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT,
NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`;

async function bundle(entry) {
  const result = await build({
    metafile: true,
    absWorkingDir: here,
    entryPoints: [join(here, "src", entry)],
    bundle: true,
    minify: true,
    write: false,
    format: entry.endsWith(".css") ? undefined : "iife",
    target: ["chrome111", "firefox113", "safari16.4"],
    charset: "utf8",
    legalComments: "none",
  });
  return notice(result.metafile) + result.outputFiles[0].text.trim();
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

{
  const live = assemble(read("live.html"), { style: await bundle("live.css"), script: await bundle("live.ts"), connect: "'self'" });
  once(live, { lang: 1, title: 2, data: 1, fallback: 1 });
  writeFileSync(join(out, "live.html"), live);
}
