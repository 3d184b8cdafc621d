// The live page on the program's own server, as its users and its enemies meet it.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { documentIn, ofSense, ofTypes } from "./check_document.mjs";
import { checkDrawings, watch } from "./looks.mjs";

const program = process.env.REKENSOM_PROGRAM;
const scenarios = new URL("../../scenarios/", import.meta.url).pathname;
const dir = mkdtempSync(join(tmpdir(), "rekensom-serve-"));
const draws = 2048;
const avoidable = "reasons.invoice.avoidable";
let browser;
let clear;
let overlap;

/** `rekensom serve` in the folder of the test; resolves once it has printed its address. */
function serve(file, ...flags) {
  const child = spawn(program, ["serve", file, "--draws", String(draws), ...flags], { cwd: dir });
  let out = "";
  let err = "";
  child.stderr.on("data", (text) => (err += text));
  const ended = new Promise((done) => child.on("exit", (code, signal) => done({ code, signal })));
  return new Promise((ready, fail) => {
    child.stdout.on("data", (text) => {
      out += text;
      const url = /http:\S+/.exec(out)?.[0];
      if (url && out.includes("Ctrl-C")) ready({ child, url: new URL(url), port: Number(new URL(url).port), ended, stderr: () => err });
    });
    void ended.then(({ code }) => fail(new Error(`ended with ${code}: ${err}`)));
  });
}

/** One request with every header as given. */
function ask(server, { method = "GET", path = "/", headers = {}, body } = {}) {
  return new Promise((done, fail) => {
    const sent = request({ host: "127.0.0.1", port: server.port, method, path, headers: { Host: `127.0.0.1:${server.port}`, ...headers }, agent: false }, (reply) => {
      const chunks = [];
      reply.on("data", (chunk) => chunks.push(chunk));
      reply.on("end", () => done({ status: reply.statusCode, headers: reply.headers, text: Buffer.concat(chunks).toString() }));
      reply.on("error", fail);
    });
    sent.on("error", fail);
    sent.end(body);
  });
}

async function tokenOf(server) {
  const page = await ask(server, { path: `/${server.url.search}` });
  return JSON.parse(/id="page-data">(.*?)<\/script>/s.exec(page.text)[1]).token;
}

/** A request as the page makes it. */
async function api(server, path, body, headers = {}) {
  server.token ??= await tokenOf(server);
  const reply = await ask(server, {
    method: body === undefined ? "GET" : "POST",
    path: `/api/${path}`,
    headers: { "X-Rekensom-Token": server.token, "Content-Type": "application/json", ...headers },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  });
  return { ...reply, json: reply.headers["content-type"]?.startsWith("application/json") ? JSON.parse(reply.text) : null };
}

let session = 0;
const runOf = (server, variant, more = {}) => api(server, "run", { session: `t${++session}`, move: 1, draws, lang: "en", edits: {}, off: [], ...variant, ...more });

/** What `rekensom run` says of a file, by alternative. */
function summaryOf(file) {
  return JSON.parse(execFileSync(program, ["run", file, "--draws", String(draws), "--json", "--format", "json", "--out", join(dir, "out")], { cwd: dir })).alternatives;
}

/** The page's document and the program's summary hold the same numbers, to the last bit. */
function assertSame(page, summary) {
  assert.deepEqual(page.alternatives.map((a) => a.id).sort(), Object.keys(summary).sort());
  for (const a of page.alternatives) {
    const said = summary[a.id];
    for (const name of ["mean", "sd", "se", "p5", "p10", "p50", "p90", "p95", "p_positive"]) assert.equal(a.npv[name], said.npv[name], `${a.id} npv.${name}`);
    a.cash_saving_per_year.forEach((year, i) => assert.equal(year.mean, said.cash_saving_per_year[i].mean));
    for (const [id, kpi] of Object.entries(a.kpis)) for (const world of ["baseline", "alternative", "shift"]) assert.equal(kpi.summary[world].mean, said.kpis[id][world].mean, `${a.id} ${id} ${world}`);
  }
}

before(async () => {
  assert.ok(program, "REKENSOM_PROGRAM names the program");
  for (const name of ["clear-invoices.toml", "overlap.toml"]) copyFileSync(join(scenarios, name), join(dir, name));
  [clear, overlap, browser] = await Promise.all([serve("clear-invoices.toml"), serve("overlap.toml"), launch()]);
});
after(async () => {
  await browser?.close();
  for (const server of [clear, overlap]) server?.child.kill("SIGKILL");
  rmSync(dir, { recursive: true, force: true });
});

async function opened(server, body, { lang = "en", expect = [] } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  const page = await context.newPage();
  const seen = watch(page, (url) => url.startsWith(server.url.origin) || url === "data:," || url.startsWith("blob:"));
  try {
    await page.goto(`${server.url}${server.url.search ? "&" : "?"}lang=${lang}`);
    await settled(page);
    await body(page);
    assert.deepEqual(seen.troubles.filter((t) => !expect.some((e) => t.includes(e))), []);
  } finally {
    await context.close();
  }
}

const settled = (page) => page.waitForSelector("html[data-ready=full][data-deep]", { timeout: 30_000 });
async function slide(page, path, value) {
  await page.evaluate(() => document.documentElement.removeAttribute("data-deep"));
  await page.locator(`[data-path="${path}"] input[type=range]`).fill(String(value));
  await settled(page);
}
async function showAllInputs(page) {
  const more = page.locator(".panel button[aria-expanded=false]").first();
  if (await more.isVisible()) await more.click();
}

test("a session: slide, pin, compare, save, run the saved file", () =>
  opened(clear, async (page) => {
    for (const d of await page.evaluate(checkDrawings)) {
      assert.ok(d.marks > 0, `${d.figure} is empty`);
      assert.deepEqual(d.broken, [], d.figure);
    }
    const ticker = () => page.locator(".ticker .value").first().textContent();
    const start = await ticker();
    await showAllInputs(page);
    await page.locator("[data-act=pin]").click();
    await slide(page, avoidable, 0.32);
    await slide(page, "changes.layout.slip", 6);
    assert.notEqual(await ticker(), start);
    await page.locator("#variants").waitFor();
    const cells = await page.locator("#variants table tr").nth(1).locator("td").allTextContents();
    assert.match(cells[1], / ± /);

    await page.locator("[data-act=save]").click();
    await page.locator("#save-name").fill("more avoidable");
    await page.locator("#save-note").fill('agreed on Monday\n[reasons.evil]\n"""');
    await page.locator("dialog button[type=submit]").click();
    await page.locator("dialog pre").waitFor();
    assert.equal(await page.locator("dialog pre").textContent(), `rekensom run 'more avoidable.toml' --draws ${draws}`);
    await page.locator("dialog button[type=submit]").click();
    await page.waitForFunction(() => /already/.test(document.querySelector("#save-problem").textContent));

    const text = readFileSync(join(dir, "more avoidable.toml"), "utf8");
    assert.match(text, /^# agreed on Monday\n# \[reasons\.evil\]\n/);
    const asked = await runOf(clear, { edits: { [avoidable]: 0.32, "changes.layout.slip": 6 } });
    assert.equal(asked.status, 200);
    const summary = summaryOf("more avoidable.toml");
    assertSame(asked.json.page, summary);
    const money = new Intl.NumberFormat("en-GB", { notation: "compact", maximumSignificantDigits: 3 });
    assert.ok((await ticker()).includes(money.format(Math.abs(summary.all.npv.mean))), `${await ticker()} is ${summary.all.npv.mean}`);
  }, { expect: ["422"] }));

test("every kind of edit, saved and run, gives the same numbers", async () => {
  const variants = {
    untouched: {},
    certain: { edits: { [avoidable]: 0.3, "reasons.invoice.volume": "40_000", "finance.discount_rate": "8%" } },
    uncertain: { edits: { "changes.layout.slip": "{ min = 1, likely = 3, max = 12 }", "inputs.written_cashable": "{ p10 = 0.5, p90 = 0.8 }", "changes.layout.chance": 0.7 } },
    structure: { edits: { months: 24, start: "2027-03", "changes.layout.start": "2027-10-01", title: "Another \"title\"" } },
    off: { off: ["layout"] },
  };
  for (const [name, variant] of Object.entries(variants)) {
    const asked = await runOf(clear, variant);
    assert.equal(asked.status, 200, `${name}: ${asked.text.slice(0, 300)}`);
    const saved = await api(clear, "save", { name: `v ${name}`, note: "", edits: {}, off: [], ...variant });
    assert.equal(saved.status, 200, `${name}: ${saved.text}`);
    assert.deepEqual(saved.json, { file: `v ${name}.toml`, command: `rekensom run 'v ${name}.toml' --draws ${draws}` });
    assertSame(asked.json.page, summaryOf(`v ${name}.toml`));
  }
});

test("the command that each answer states gives the same numbers", async () => {
  const { json } = await runOf(overlap, { edits: { months: 30 }, off: ["mailing"].filter((id) => readFileSync(join(dir, "overlap.toml"), "utf8").includes(`[changes.${id}]`)) });
  const words = JSON.parse(execFileSync("sh", ["-c", `printf '%s\\0' ${json.page.manifest.command} | tr '\\0' '\\n' | python3 -c 'import json,sys; print(json.dumps(sys.stdin.read().split(chr(10))[:-1]))'`]));
  assert.equal(words[0], "rekensom");
  const summary = JSON.parse(execFileSync(program, [...words.slice(1), "--json", "--format", "json", "--out", join(dir, "again")], { cwd: dir })).alternatives;
  assertSame(json.page, summary);
});

test("the shown alternative alone has the numbers that it has among the others", async () => {
  const { json: opening } = await api(overlap, "scenario?lang=en");
  for (const { id } of opening.alternatives) {
    const [all, alone] = [await runOf(overlap, { shown: id }), await runOf(overlap, { shown: id }, { alone: true })];
    assert.deepEqual(alone.json.page.alternatives, all.json.page.alternatives.filter((a) => a.id === id));
    assert.deepEqual(alone.json.page.baseline, all.json.page.baseline);
    assert.equal(alone.json.page.chosen, id);
  }
});

test("changes switched off are off in every alternative; variants differ on common draws", async () => {
  const { json: opening } = await api(overlap, "scenario?lang=en");
  assert.ok(opening.changes.length > 1 && opening.alternatives.length > 1);
  const off = [opening.changes[0].id];
  const { json } = await runOf(overlap, { off });
  const saved = await api(overlap, "save", { name: "one off", note: "", edits: {}, off });
  assert.equal(saved.status, 200, saved.text);
  assertSame(json.page, summaryOf("one off.toml"));

  const same = { name: "a", note: "", edits: {}, off: [], shown: opening.alternatives[0].id };
  const { json: compared } = await api(overlap, "compare", { session: "c", draws, lang: "en", variants: [same, { ...same, name: "b" }, { ...same, off }] });
  assert.equal(compared.draws, draws);
  assert.equal(compared.variants.length, 3);
  assert.deepEqual([compared.differences[0].npv.mean, compared.differences[0].npv.sd], [0, 0], "the same variant differs by exactly 0");
  const gap = compared.variants[2].npv.mean - compared.variants[0].npv.mean;
  assert.ok(Math.abs(compared.differences[1].npv.mean - gap) < 1e-6 * Math.abs(gap) + 1e-6, "a paired difference is the difference of the means");
  assert.equal(compared.variants[0].npv.mean, (await runOf(overlap, {})).json.page.alternatives.find((a) => a.id === same.shown).npv.mean);
});

test("presets and stress cases are edits that the reader takes", async () => {
  for (const server of [clear, overlap]) {
    const { json } = await api(server, "scenario?lang=nl");
    assert.ok(json.presets.some((p) => p.kind === "preset") && json.presets.some((p) => p.kind === "stress"));
    for (const preset of json.presets) {
      const reply = await runOf(server, { edits: preset.edits, off: preset.off ?? [] }, { draws: 256 });
      assert.equal(reply.status, 200, `${preset.id}: ${reply.text.slice(0, 300)}`);
    }
    for (const input of json.inputs) {
      assert.ok(input.low < input.high && input.low <= input.middle && input.middle <= input.high, input.path);
      for (const value of [input.low, input.high]) {
        const reply = await runOf(server, { edits: { [input.path]: value } }, { draws: 256 });
        assert.equal(reply.status, 200, `${input.path} = ${value}: ${reply.text.slice(0, 300)}`);
      }
    }
  }
});

test("the reader's own words about a wrong value, at its path", async () => {
  const reply = await runOf(clear, { edits: { [avoidable]: "150%", "changes.layout.slipp": 3, "reasons.invoice.volume": "many" } });
  assert.equal(reply.status, 422);
  assert.deepEqual(reply.json.problems.map((p) => p.path).sort(), ["changes.layout.slipp", avoidable, "reasons.invoice.volume"].sort());
  assert.match(reply.json.problems.find((p) => p.path === "changes.layout.slipp").hint, /slip/);
  assert.equal((await runOf(clear, { off: ["nobody"] })).status, 422);
});

test("a newer move ends the older run; an older one is not answered after it", async () => {
  const send = (move, deep) => api(clear, "run", { session: "moves", move, draws, lang: "en", edits: { [avoidable]: 0.2 + move / 1000 }, off: [], deep });
  const first = send(1, true);
  await new Promise((wake) => setTimeout(wake, 30));
  const second = await send(2, false);
  assert.equal(second.status, 200);
  assert.equal(second.json.move, 2);
  const { status, json } = await first;
  assert.deepEqual([status, json], [409, { superseded: true }]);
  assert.equal((await send(1, false)).status, 409);
});

test("report and workbook come out of the page, with the page's numbers", () =>
  opened(clear, async (page) => {
    await slide(page, "changes.layout.realisation", 0.5);
    const files = {};
    for (const [act, name] of [["report", "clear-invoices.html"], ["workbook", "clear-invoices.xlsx"]]) {
      const [download] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), page.locator(`[data-act=${act}]`).click()]);
      assert.equal(download.suggestedFilename(), name);
      files[act] = join(dir, `download-${name}`);
      await download.saveAs(files[act]);
    }
    const data = JSON.parse(documentIn(files.report));
    assert.deepEqual([...ofTypes([files.report]), ...ofSense(data)], []);
    const { json } = await runOf(clear, { edits: { "changes.layout.realisation": 0.5 } });
    assert.equal(data.alternatives[0].npv.mean, json.page.alternatives[0].npv.mean);
    assert.equal(readFileSync(files.workbook).subarray(0, 2).toString(), "PK");
  }, { lang: "nl" }));

const policy = { "content-security-policy": "frame-ancestors 'none'", "x-frame-options": "DENY", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cross-origin-resource-policy": "same-origin", "cache-control": "no-store" };

test("who is not our own page is refused, and learns nothing", async () => {
  const token = await tokenOf(clear);
  const good = { "X-Rekensom-Token": token, "Content-Type": "application/json" };
  const origin = `http://127.0.0.1:${clear.port}`;
  const body = JSON.stringify({ session: "x", move: 1, draws: 256, lang: "en", edits: {}, off: [] });
  const cases = [
    [403, { path: "/", headers: { Host: `evil.example:${clear.port}` } }],
    [403, { path: "/", headers: { Host: "127.0.0.1" } }],
    [403, { path: "/", headers: { Host: `127.0.0.1.evil.example:${clear.port}` } }],
    [403, { path: "/", headers: { Host: `192.168.1.1:${clear.port}` } }],
    [403, { path: "/api/scenario" }],
    [403, { path: "/api/scenario", headers: { "X-Rekensom-Token": token.slice(0, -1) } }],
    [403, { path: "/api/scenario", headers: { "X-Rekensom-Token": `${token}0` } }],
    [403, { path: "/api/scenario", headers: { "X-Rekensom-Token": token, Host: `evil.example:${clear.port}` } }],
    [403, { path: `/api/scenario?token=${token}` }],
    [403, { method: "POST", path: "/api/run", headers: { ...good, Origin: "http://evil.example" }, body }],
    [403, { method: "POST", path: "/api/run", headers: { ...good, Origin: "null" }, body }],
    [403, { method: "POST", path: "/api/run", headers: { ...good, Origin: `https://127.0.0.1:${clear.port}` }, body }],
    [403, { method: "POST", path: "/api/run", headers: { ...good, "Sec-Fetch-Site": "cross-site" }, body }],
    [403, { method: "OPTIONS", path: "/api/run", headers: { Origin: "http://evil.example", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-rekensom-token" } }],
    [405, { method: "OPTIONS", path: "/api/run", headers: good }],
    [405, { method: "GET", path: "/api/run", headers: good }],
    [405, { method: "DELETE", path: "/" }],
    [415, { method: "POST", path: "/api/run", headers: { ...good, "Content-Type": "text/plain" }, body }],
    [404, { path: "/../../../../etc/passwd" }],
    [404, { path: "/%2e%2e/%2e%2e/etc/passwd" }],
    [404, { path: "/clear-invoices.toml" }],
    [404, { method: "POST", path: "/api/../etc/passwd", headers: good, body }],
    [404, { method: "POST", path: "/api/nothing", headers: good, body }],
    [400, { method: "POST", path: "/api/run", headers: good, body: "{" }],
    [400, { method: "POST", path: "/api/run", headers: good, body: "[".repeat(200_000) }],
    [400, { method: "POST", path: "/api/run", headers: good, body: "{}" }],
    [400, { method: "POST", path: "/api/run", headers: good, body: JSON.stringify({ session: "x", move: 1, draws: 1e9, edits: {}, off: [] }) }],
    [400, { method: "POST", path: "/api/run", headers: good, body: JSON.stringify({ session: "x", move: -1, draws: 256, edits: {}, off: [] }) }],
    [400, { method: "POST", path: "/api/run", headers: good, body: JSON.stringify({ session: "y", move: 1, draws: 256, edits: { a: null }, off: [] }) }],
    [413, { method: "POST", path: "/api/run", headers: { ...good, "Content-Length": 2 ** 40 }, body: "{" }],
    [413, { method: "POST", path: "/api/run", headers: good, body: "x".repeat(3_000_000) }],
    [413, { method: "POST", path: "/api/run", headers: { ...good, "Transfer-Encoding": "chunked" }, body: "x".repeat(3_000_000) }],
    [431, { path: "/", headers: { "X-Long": "x".repeat(40_000) } }],
  ];
  for (const [status, asked] of cases) {
    const reply = await ask(clear, asked);
    const what = `${asked.method ?? "GET"} ${asked.path} ${JSON.stringify(asked.headers ?? {}).slice(0, 200)} ${String(asked.body ?? "").slice(0, 60)}`;
    assert.equal(reply.status, status, what);
    assert.ok(typeof JSON.parse(reply.text).message === "string" && !reply.text.includes(token) && !reply.text.includes("root:"), what);
    for (const [name, value] of Object.entries(policy)) assert.equal(reply.headers[name], value, `${name} of ${what}`);
    assert.equal(reply.headers["access-control-allow-origin"], undefined);
    assert.equal(reply.headers.server, undefined);
  }
  const page = await ask(clear, { headers: { Origin: origin } });
  assert.equal(page.status, 200);
  for (const [name, value] of Object.entries(policy)) assert.equal(page.headers[name], value);
  const head = await ask(clear, { method: "HEAD" });
  assert.deepEqual([head.status, head.text, head.headers["content-length"]], [200, "", String(Buffer.byteLength(page.text))]);
});

test("no file but those of the scenario's folder is read or written", async () => {
  const before = readdirSync(dir).sort();
  for (const edits of [
    { [avoidable]: '{ data = "/etc/passwd", column = "root" }' },
    { [avoidable]: '{ "da\\u0074a" = "/etc/passwd", column = "root" }' },
    { "reasons.invoice.first_time_fix": '{ phone = { data = "/etc/passwd", column = "x" } }' },
    { extends: "/etc/passwd" },
    { "teams.all.profile": "/etc/passwd" },
  ]) {
    const reply = await runOf(clear, { edits });
    assert.equal(reply.status, 422);
    assert.ok(!reply.text.includes("root:") && !reply.text.includes("cannot read"), reply.text);
  }
  for (const name of ["../evil", "a/b", "/tmp/evil", "..", ".hidden", "", " ", "a\nb", "a\0b", "con\\aux", "x".repeat(81), "clear-invoices", "clear-invoices.toml"]) {
    const reply = await api(clear, "save", { name, note: "", edits: {}, off: [] });
    assert.ok(reply.status === 422 || reply.status === 400, `${JSON.stringify(name)}: ${reply.status} ${reply.text}`);
  }
  assert.deepEqual(readdirSync(dir).sort(), before);
  assert.ok(!existsSync(join(dir, "..", "evil.toml")));
});

test("bytes that are no request, slow clients, 200 connections, hung-up runs: it answers all the while", async () => {
  const raw = (text) =>
    new Promise((done) => {
      let got = "";
      const socket = connect(clear.port, "127.0.0.1", () => socket.write(text));
      socket.on("data", (chunk) => (got += chunk));
      socket.on("close", () => done(got));
      socket.on("error", () => done(got));
    });
  const junk = Buffer.from([...Array(20_000).keys()].map((i) => (i * 2654435761) >>> 24));
  for (const text of [junk, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\r\n".repeat(20_000), "A".repeat(100_000), `GET / HTTP/1.1\r\nHost: 127.0.0.1:${clear.port}\r\nHost: evil.example\r\n\r\n`, `POST /api/run HTTP/1.1\r\nHost: 127.0.0.1:${clear.port}\r\nContent-Length: -1\r\n\r\n`, `POST /api/run HTTP/1.1\r\nHost: 127.0.0.1:${clear.port}\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n`]) {
    const got = await raw(text);
    assert.ok(!got.startsWith("HTTP/1.1 200"), got.slice(0, 100));
  }
  const slow = [...Array(200).keys()].map((i) => {
    const socket = connect(clear.port, "127.0.0.1", () => socket.write(i % 2 ? "GET / HTTP/1.1\r\nX-Slow: " : ""));
    const drip = setInterval(() => i % 2 && socket.write("x"), 500);
    const closed = new Promise((done) => socket.on("close", done));
    socket.on("error", () => {});
    socket.on("close", () => clearInterval(drip));
    return { socket, closed };
  });
  const began = Date.now();
  assert.equal((await runOf(clear, {}, { draws: 256 })).status, 200);
  assert.ok(Date.now() - began < 5000, `${Date.now() - began} ms beside 200 slow connections`);
  for (let i = 0; i < 12; i++) {
    const body = JSON.stringify({ session: `gone${i}`, move: 1, draws, lang: "en", edits: { months: 36 + i }, off: [], deep: true });
    const socket = connect(clear.port, "127.0.0.1", () => {
      socket.write(`POST /api/run HTTP/1.1\r\nHost: 127.0.0.1:${clear.port}\r\nX-Rekensom-Token: ${clear.token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      setTimeout(() => socket.destroy(), 20);
    });
    socket.on("error", () => {});
  }
  await new Promise((wake) => setTimeout(wake, 1500));
  assert.equal((await runOf(clear, {}, { draws: 256 })).status, 200);
  // Nobody holds a line by dripping: all are shut within the time for a header.
  await Promise.all(slow.map((s) => s.closed));
  assert.ok(Date.now() - began < 15_000, `slow clients stayed ${Date.now() - began} ms`);
  assert.equal(clear.child.exitCode, null);
});

test("many runs at once: some are told to wait, the rest are right", async () => {
  const right = (await runOf(clear, { edits: { months: 12 } })).json.page.alternatives[0].npv.mean;
  const replies = await Promise.all([...Array(40).keys()].map(() => runOf(clear, { edits: { months: 12 } })));
  assert.ok(replies.every((r) => r.status === 200 || r.status === 503));
  assert.ok(replies.some((r) => r.status === 200));
  for (const reply of replies.filter((r) => r.status === 200)) assert.equal(reply.json.page.alternatives[0].npv.mean, right);
});

test("a browser that is killed leaves the server as it was", async () => {
  const doomed = await launch();
  const page = await doomed.newPage();
  await page.goto(String(clear.url));
  await page.waitForSelector("html[data-ready]");
  await page.locator("input[type=range]").first().fill("0.5");
  await doomed.close();
  assert.equal((await runOf(clear, {}, { draws: 256 })).status, 200);
});

test("it listens to others only where told, and then only to who knows the token", async () => {
  const server = await serve("overlap.toml", "--host", "0.0.0.0");
  try {
    assert.match(server.url.search, /^\?token=[0-9a-f]{32}$/);
    assert.equal((await ask(server)).status, 403);
    assert.equal((await ask(server, { path: `/?token=${"0".repeat(32)}` })).status, 403);
    const path = `/${server.url.search}`;
    assert.equal((await ask(server, { path })).status, 200);
    assert.equal((await ask(server, { path, headers: { Host: `evil.example:${server.port}` } })).status, 403);
    assert.equal((await ask(server, { path, headers: { Host: `127.0.0.1:${server.port + 1}` } })).status, 403);
    assert.equal((await api(server, "scenario")).status, 200);
  } finally {
    server.child.kill("SIGINT");
    assert.deepEqual(await server.ended, { code: 0, signal: null });
  }
});

test("a file that changes under it is said, not mixed in", async () => {
  copyFileSync(join(scenarios, "envelope.toml"), join(dir, "changing.toml"));
  const server = await serve("changing.toml");
  assert.equal((await runOf(server, {})).status, 200);
  writeFileSync(join(dir, "changing.toml"), readFileSync(join(dir, "changing.toml"), "utf8").replace("months = 12", "months = 13"));
  const reply = await runOf(server, { edits: { months: 14 } });
  assert.equal(reply.status, 503);
  assert.match(reply.json.message, /has changed/);
  server.child.kill("SIGTERM");
  assert.deepEqual(await server.ended, { code: 0, signal: null });
});

test("what cannot be served ends with a reason", async () => {
  const failed = (...words) => {
    try {
      execFileSync(program, ["serve", ...words], { cwd: dir, stdio: ["ignore", "pipe", "pipe"], timeout: 20_000 });
    } catch (error) {
      return { code: error.status, said: String(error.stderr) };
    }
    return { code: 0, said: "" };
  };
  writeFileSync(join(dir, "wrong.toml"), "months = -1\n");
  const taken = failed("overlap.toml", "--port", String(clear.port));
  assert.equal(taken.code, 1);
  assert.match(taken.said, /cannot listen on 127\.0\.0\.1:\d+: Address already in use/);
  assert.equal(failed("wrong.toml").code, 2);
  assert.equal(failed("missing.toml").code, 2);
  assert.equal(failed("-").code, 2);
  assert.equal(failed("overlap.toml", "--port", "70000").code, 2);
  assert.equal(failed("overlap.toml", "--host", "no such host").code, 1);
});

test("Ctrl-C ends it at once and cleanly, in the midst of runs and with lines open", async () => {
  const running = [1, 2, 3].map((i) => api(overlap, "run", { session: `last${i}`, move: 1, draws, lang: "en", edits: { months: 100 + i }, off: [], deep: true }).catch(() => null));
  const idle = connect(overlap.port, "127.0.0.1");
  idle.on("error", () => {});
  await new Promise((wake) => setTimeout(wake, 100));
  const began = Date.now();
  overlap.child.kill("SIGINT");
  assert.deepEqual(await overlap.ended, { code: 0, signal: null });
  assert.ok(Date.now() - began < 4000, `${Date.now() - began} ms`);
  assert.equal(overlap.stderr(), "");
  await Promise.all(running);
  assert.deepEqual(readdirSync(dir).filter((name) => name.startsWith(".rekensom")), []);
});
