import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Ended, ended } from "../../../test/cli/program.ts";
import { stdioCommand } from "../../../test/fixtures.ts";
import { type FreshDatabase, freshDatabase } from "../../../test/fresh-database.ts";
import { mariadbAvailable, useMariaDb } from "../../../test/mariadb.ts";
import { nodeArgs } from "../../../test/start-program.ts";

const directory = mkdtempSync(join(tmpdir(), "gauntlet-cleanup-"));
/** Few checks: what a run plants is there for as long as they take. */
const checks = [
  "sql-injection/argument-in-sql-text",
  "sql-injection/read-only-promise-broken",
  "error-leakage/canary-*",
  "error-leakage/planted-*",
];
const fewChecks = checks.flatMap((id) => ["--check", id]);
/** For runs that nothing has to happen in the middle of. */
const fast = ["--rate", "1000"];
const secret = "Zeile-8f3a1c-privat";
const started: ChildProcessWithoutNullStreams[] = [];
let postgres: FreshDatabase;

beforeAll(async () => {
  postgres = await freshDatabase();
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  rmSync(join(directory, "run"), { recursive: true, force: true });
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await postgres.drop();
});

function start(args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [...nodeArgs("bin/mcp-gauntlet.ts"), ...args], {
    cwd: directory,
    env: { PATH: process.env.PATH ?? "", HOME: directory, CI: "1", ...environment },
  });
  started.push(child);
  return child;
}

const run = (args: readonly string[], environment = {}): Promise<Ended> => ended(start(args, environment));

/** A config beside which the database of the leaky server may be another one than the one that is looked into. */
function write(observe: object, serverDatabase: string | undefined): void {
  const { command, args } = stdioCommand("leaky", serverDatabase === undefined ? [] : ["--database", serverDatabase]);
  const config = {
    target: { command: [command, ...args], env: { LEAKY_SECRET: { value: secret } } },
    canaries: [{ name: "api-key", value: secret, visibleTo: [] }],
    observe,
  };
  writeFileSync(join(directory, "gauntlet.config.json"), JSON.stringify(config));
}

const ours = async (database: FreshDatabase, schema: string): Promise<unknown[]> =>
  (
    await database.query(
      `select table_name as name from information_schema.tables where table_name like 'gauntlet%' and table_schema = '${schema}'`,
    )
  ).map(({ name }) => name);

async function planted(database: FreshDatabase, schema: string): Promise<unknown[]> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await ours(database, schema);
    if (found.length > 0) return found;
    await sleep(50);
  }
  throw new Error("nothing was planted");
}

const journal = () => readFileSync(join(directory, "run/journal.ndjson"), "utf8");

describe("what a run planted in PostgreSQL", () => {
  const scan = ["scan", "--out", "run", "--quiet", ...fewChecks];
  const environment = () => ({ DATABASE_URL: postgres.url });
  const configure = () => write({ postgres: { url: { env: "DATABASE_URL" } } }, postgres.url);

  it("is dropped by cleanup after the run was killed, once; no password stands in the journal", async () => {
    configure();
    const child = start(scan, environment());
    const end = ended(child);
    const [table] = await planted(postgres, "public");
    child.kill("SIGKILL");
    await end;
    expect(await ours(postgres, "public")).toEqual([table]);
    expect(journal()).toContain(String(table));
    expect(journal()).not.toContain(new URL(postgres.url).password);

    const blind = await run(["cleanup", "run"], {});
    expect([blind.code, blind.stderr]).toEqual([3, expect.stringContaining("DATABASE_URL is not set")]);
    const elsewhere = await run(["cleanup", "run"], { DATABASE_URL: postgres.url.replace(/[^/]*$/, "other") });
    expect([elsewhere.code, elsewhere.stderr]).toEqual([
      3,
      expect.stringContaining("and the config leads to postgres://"),
    ]);
    const first = await run(["cleanup", "run"], environment());
    expect(first).toMatchObject({ code: 0, stdout: `Removed the table ${table}.\n`, stderr: "" });
    expect(await ours(postgres, "public")).toEqual([]);
    const second = await run(["cleanup", "run"], environment());
    expect(second).toMatchObject({ code: 0, stdout: "Nothing is left to remove.\n" });
  });

  it.each(["SIGINT", "SIGTERM"] as const)("is gone after %s", async (signal) => {
    configure();
    const child = start(scan, environment());
    const end = ended(child);
    const [table] = await planted(postgres, "public");
    child.kill(signal);
    expect((await end).code).toBe(130);
    expect(await ours(postgres, "public")).toEqual([]);
    expect(journal()).toContain(`{"type":"removed","name":"${table}"}`);
  });

  it("and what the owner declared are in no file of the run and not on the screen", async () => {
    configure();
    const { code, stdout, stderr } = await run(
      [
        "scan",
        "--out",
        "run",
        "-v",
        "--trace",
        ...fast,
        ...["get_*", "weather", "read_meter", "export_backup"].flatMap((glob) => ["--include-tool", glob]),
        ...["error-leakage/canary-*", "error-leakage/planted-*", "*/argument-*"].flatMap((id) => ["--check", id]),
      ],
      environment(),
    );
    expect(code).toBe(1);
    const files = readdirSync(join(directory, "run"));
    expect(files.sort()).toEqual(["evidence.jsonl", "journal.ndjson", "report.html", "report.json", "report.md"]);
    const all = [stdout, stderr, ...files.map((name) => readFileSync(join(directory, "run", name), "utf8"))];
    for (const text of all) expect(/.{0,60}(?:8f3a1c|gauntlet[0-9a-f]{32}).{0,60}/i.exec(text)?.[0]).toBeUndefined();
  });
});

describe("cleanup", () => {
  it("refuses names that are not ours, before it drops anything", async () => {
    write({ postgres: { url: postgres.url } }, undefined);
    await postgres.query(
      "create table if not exists gauntlet_canary_aa (v int); create table if not exists customers (v int)",
    );
    rmSync(join(directory, "run"), { recursive: true, force: true });
    await run(["scan", "--out", "run", "--quiet", "--check", "error-leakage/planted-*", ...fast], {});
    for (const name of ["gauntlet_canary_aa", "customers"]) {
      const line = { type: "made", kind: "table", name, by: "harness" };
      appendFileSync(join(directory, "run/journal.ndjson"), `${JSON.stringify(line)}\n`);
    }
    const { code, stderr } = await run(["cleanup", "run"]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('names "customers", which is not named as the tables')]);
    expect(await ours(postgres, "public")).toEqual(["gauntlet_canary_aa"]);
    await postgres.query("drop table gauntlet_canary_aa, customers");
  });

  it("says what it needs", async () => {
    const { code, stderr } = await run(["cleanup", "nowhere"]);
    expect([code, stderr]).toEqual([3, expect.stringContaining("nowhere is not the folder of a run")]);
  });
});

describe.skipIf(!mariadbAvailable())("what a run planted in MariaDB", () => {
  const mariadb = useMariaDb();

  it("is gone at the end, and dropped by cleanup after the run was killed", async () => {
    const fresh = await mariadb.freshDatabase();
    const schema = new URL(fresh.url).pathname.slice(1);
    write({ mysql: { url: fresh.url } }, undefined);
    const child = start(["scan", "--out", "run", "--quiet", ...fewChecks], {});
    const end = ended(child);
    const [table] = await planted(fresh, schema);
    child.kill("SIGKILL");
    await end;
    expect(await ours(fresh, schema)).toEqual([table]);
    expect(await run(["cleanup", "run"])).toMatchObject({ code: 0, stdout: `Removed the table ${table}.\n` });
    expect(await ours(fresh, schema)).toEqual([]);
    const scan = ["scan", "--out", "run", "--quiet", "--include-tool", "repeat", ...fewChecks, ...fast];
    const whole = await run(scan, {});
    expect([whole.stderr, await ours(fresh, schema)]).toEqual(["", []]);
    expect(journal()).toContain("removed");
    await fresh.drop();
  });
});
