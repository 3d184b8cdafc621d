// A Chromium that keeps to itself.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");

export const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

export function launch() {
  if (!existsSync(chromiumPath)) throw new Error(`no browser at ${chromiumPath}`);
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      "--no-first-run",
      "--hide-scrollbars",
    ],
  });
}
