// npm ci, once for each package-lock.json: node install.mjs NPM. Builds that run side by side wait for the one that installs.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const stamp = join(here, "node_modules", ".installed");
const lock = join(tmpdir(), `rekensom-web-${createHash("sha256").update(here).digest("hex").slice(0, 16)}`);
const wanted = createHash("sha256").update(readFileSync(join(here, "package-lock.json"))).digest("hex");
const done = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function takeLock() {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    try {
      // Left behind by an installation that was killed.
      if (Date.now() - statSync(lock).mtimeMs > 5 * 60_000) rmSync(lock, { recursive: true, force: true });
    } catch {
      // The other one has just finished.
    }
    sleep(200);
  }
}

takeLock();
let status = 0;
try {
  if (!done()) {
    const npm = spawnSync(process.argv[2] ?? "npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: here,
      stdio: ["ignore", 2, 2],
    });
    status = npm.status ?? 1;
    if (status === 0) writeFileSync(stamp, wanted);
    else console.error("web: npm ci failed; without it: cmake -DREKENSOM_WEB=OFF gives reports without charts");
  } else {
    utimesSync(stamp, new Date(), new Date());
  }
} finally {
  rmSync(lock, { recursive: true, force: true });
}
process.exit(status);
