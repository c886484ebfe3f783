import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDatabases } from "./database/databases.ts";
import { findEntries } from "./find-entries.ts";
import type { Harness } from "./harness.ts";
import { runCorpus } from "./run-corpus.ts";
import type { EntryResult } from "./score.ts";

const folder = mkdtempSync(join(tmpdir(), "bench-corpus-"));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const inTree = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const harness: Harness = {
  command:
    process.env.GAUNTLET_FIXTURES === "built"
      ? [process.execPath, inTree("dist/bin/mcp-gauntlet.js")]
      : [process.execPath, "--import", tsx, inTree("bin/mcp-gauntlet.ts")],
  digest: "this",
  suites: ["sql-injection", "resilience"],
};

/** A server with one tool, which goes down on a quote unless it was mended. It says "ready" on a port when it is given one. */
const server = (mended: boolean) => `
import { createInterface } from "node:readline";
const answer = (id, result) => console.log(JSON.stringify({ jsonrpc: "2.0", id, result }));
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (method === "initialize") answer(id, {
    protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "tiny", version: "1" } });
  else if (method === "tools/list") answer(id, { tools: [{ name: "greet", inputSchema: {
    type: "object", properties: { name: { type: "string" } }, required: ["name"] } }] });
  else if (method === "tools/call") {
    if (${!mended} && String(params.arguments.name).includes("'")) process.exit(1);
    answer(id, { content: [{ type: "text", text: process.env.GREETING + " " + params.arguments.name }] });
  } else if (id !== undefined) console.log(JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32601, message: "no" } }));
}
`;

beforeAll(() => {
  // Other benches may work in the common folder; a database server runs as another account.
  mkdirSync(join(folder, "tmp"));
  chmodSync(folder, 0o755);
  vi.stubEnv("TMPDIR", join(folder, "tmp"));
  for (const [name, mended] of [
    ["old", false],
    ["new", true],
  ] as const) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "package.json"), '{ "name": "tiny", "version": "1.0.0", "type": "module" }');
    writeFileSync(join(folder, name, "server.js"), server(mended));
  }
  mkdirSync(join(folder, "entries"));
  mkdirSync(join(folder, "stubs"));
  writeFileSync(
    join(folder, "stubs/web.mjs"),
    'import { createServer } from "node:http"; createServer().listen(Number(process.argv[2]), "127.0.0.1");',
  );
  const tiny = {
    id: "tiny",
    kind: "vulnerable",
    category: "resource-exhaustion",
    package: "tiny",
    versions: { vulnerable: `file:${folder}/old`, fixed: `file:${folder}/new` },
    needs: ["postgres"],
    setup: {
      dirs: ["{work}/home"],
      files: { "{work}/notes/a.txt": "{pg_db}" },
      links: { "{work}/notes/b.txt": "{work}/notes/a.txt" },
      git: ["{work}/repository"],
      postgres: ["create table customers (id integer)", "insert into customers values (1)"],
      stubs: [{ run: ["node", "{stubs}/web.mjs", "{port:web}"], ready: "{port:web}" }],
    },
    server: {
      transport: "stdio",
      command: ["node", "{pkg}/server.js"],
      env: { GREETING: "hello", HOME: "{work}/home" },
      cwd: "{work}",
    },
    gauntlet: {
      samples: { greet: { name: "Ada" } },
      observe: { postgres: { url: "{pg_url}" } },
    },
    expect: { vulnerable: [{ suite: "resilience", tool: "greet", param: "name" }], fixed: "silent", known: [] },
  };
  const http = { transport: "streamable-http", command: ["sleep", "60"], url: "http://127.0.0.1:{port}/mcp" };
  const clean = {
    ...tiny,
    kind: "clean",
    needs: [],
    setup: {},
    gauntlet: {},
    versions: { fixed: `file:${folder}/new` },
    expect: { fixed: "silent" },
  };
  const all = {
    "1-tiny": tiny,
    "2-mute": { ...clean, id: "mute", server: http },
    "3-need": { ...clean, id: "need", needs: ["oracle"] },
    "4-suite": {
      ...tiny,
      id: "suite",
      expect: { ...tiny.expect, vulnerable: [{ suite: "someday" }], fixed: "unscored" },
    },
    "5-package": { ...clean, id: "package", versions: { fixed: `file:${folder}/nowhere.tgz` } },
    "6-database": { ...clean, id: "database", gauntlet: tiny.gauntlet },
    "7-statement": { ...tiny, id: "statement", setup: { postgres: ["drop table nothing"] } },
    "8-config": { ...clean, id: "config", gauntlet: { promise: {} } },
  };
  for (const [name, entry] of Object.entries(all))
    writeFileSync(join(folder, "entries", `${name}.json`), JSON.stringify(entry));
  writeFileSync(join(folder, "entries/9-broken.json"), '{ "id": "broken", ');
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test("runs what can run, says what cannot, and takes nothing that is left behind", async () => {
  const results = await run(harness);
  const seen = Object.fromEntries(
    results.map(({ id, stopped, runs }) => [id, stopped?.state ?? runs.map(({ verdict }) => verdict)]),
  );
  expect(seen, JSON.stringify(results, null, 1)).toEqual({
    tiny: ["hit", "silent"],
    mute: ["crashed"],
    need: "skipped",
    suite: ["skipped"],
    package: ["crashed"],
    database: ["crashed"],
    statement: ["crashed", "crashed"],
    config: ["crashed"],
    "9-broken": "crashed",
  });
  const why = (id: string) => results.find((one) => one.id === id)?.runs[0]?.because;
  expect(why("mute")).toContain("did not listen");
  expect(why("package")).toContain("could not be installed");
  expect(why("database")).toContain("{pg_url}");
  expect(why("statement")).toContain('"nothing"');
  expect(why("config")).toContain("promise");
  expect(results.find(({ id }) => id === "tiny")?.runs[0]?.requests).toBeGreaterThan(1);
  expect(readdirSync(join(folder, "tmp")).filter((name) => name.startsWith("corpus-"))).toEqual([]);

  const broken = { ...harness, command: [process.execPath, "-e", "process.exit(70)"] };
  const again = await run(broken, ["tiny"]);
  expect(again[0], "the same build is not run again").toEqual(results[0]);
  const changed = await run({ ...broken, digest: "another" }, ["tiny"]);
  expect(changed[0]?.runs.map(({ verdict, found }) => [verdict, found])).toEqual([
    ["crashed", false],
    ["crashed", undefined],
  ]);
}, 240_000);

async function run(what: Harness, only?: readonly string[]): Promise<readonly EntryResult[]> {
  const databases = openDatabases(undefined);
  const entries = await findEntries([join(folder, "entries")]);
  try {
    return await runCorpus({
      entries: entries.filter(
        ({ entry }) => only === undefined || (typeof entry !== "string" && only.includes(entry.id)),
      ),
      harness: what,
      databases,
      cache: join(folder, "cache"),
      reuse: true,
      limits: { startMs: 2_000, scanMs: 60_000 },
      note: () => {},
    });
  } finally {
    await databases.stop();
  }
}
