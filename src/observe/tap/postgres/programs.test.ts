import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../../../test/fresh-database.ts";
import { openTestTap, type TestTap } from "../../../../test/tap-postgres.ts";

let database: FreshDatabase;
let tap: TestTap;
let folder: string;
beforeEach(async () => {
  database = await freshDatabase();
  tap = await openTestTap(database.url);
  folder = await mkdtemp(join(tmpdir(), "gauntlet-tap-"));
});
afterEach(async () => {
  await tap.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const has = (program: string) => spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;
const run = promisify(execFile);

describe.skipIf(!has("psql"))("psql", () => {
  const script = `
    create table t (id int, name text);
    \\copy t from stdin
1\tone
2\tt,wo
\\.
    begin;
    select * from t order by id;
    select 1/0;
    select 'not run';
    rollback;
    \\set FETCH_COUNT 1
    select id, repeat(name, 3) from t order by id;
    \\copy t to stdout
    select 1 \\; select 2;
    \\d t
    drop table t;
  `.replace(/^ {4}/gm, "");

  it("prints the same through the tap", async () => {
    const file = join(folder, "script.sql");
    await writeFile(file, script);
    const print = (url: string) => run("psql", ["-X", "-a", url, "-f", file]);
    const [through, direct] = [await print(tap.url), await print(database.url)];
    expect(through).toEqual(direct);
    expect(direct.stdout).toContain("t,wot,wot,wo");
    expect(direct.stderr).toContain("division by zero");
    const statements = tap.statements();
    expect(statements.filter(({ text }) => /^copy\b/i.test(text.trim())).map(({ rows }) => rows)).toEqual([2, 2]);
    expect(statements.find(({ text }) => text.includes("1/0"))).toMatchObject({
      error: { code: "22012" },
      transaction: "failed",
    });
    expect(tap.events.filter(({ type }) => type === "trouble")).toEqual([]);
  });

  it("goes on without TLS when it only prefers it, and is told what to change when it insists", async () => {
    const ask = (mode: string) => run("psql", ["-X", "-At", `${tap.url}?sslmode=${mode}`, "-c", "select 7"]);
    expect((await ask("prefer")).stdout).toBe("7\n");
    await expect(ask("require")).rejects.toThrow(/server does not support SSL/);
    expect(await tap.seen("trouble")).toMatchObject({ text: expect.stringContaining("set sslmode=disable") });
  });
});

describe.skipIf(!has("pgbench"))("pgbench", () => {
  it.each(["simple", "extended", "prepared"])("runs %s statements on many connections", async (protocol) => {
    const settings = { PGSSLMODE: "disable" };
    const env = { ...process.env, ...settings };
    await run("pgbench", ["-i", "-q", "-s", "1", tap.url], { env });
    const load = tap.statements().find(({ text }) => text.startsWith("copy pgbench_accounts"));
    expect(load).toMatchObject({ rows: 100_000, error: undefined });
    const before = tap.statements().length;
    const args = ["-n", "-M", protocol, "-c", "8", "-j", "2", "-t", "25", tap.url];
    const { stdout } = await run("pgbench", args, { env });
    expect(stdout).toContain("number of transactions actually processed: 200/200");
    expect(stdout).toContain("number of failed transactions: 0");
    const during = tap.statements().slice(before);
    expect(during.filter(({ text }) => text.startsWith("UPDATE pgbench_accounts"))).toHaveLength(200);
    const history = during.filter(({ text }) => text.startsWith("INSERT INTO pgbench_history"));
    expect(history.map(({ rows, binds }) => [rows, binds.length])).toEqual(
      Array.from({ length: 200 }, () => [1, protocol === "simple" ? 0 : 4]),
    );
    expect(tap.events.filter(({ type }) => type === "trouble")).toEqual([]);
    await expect.poll(() => tap.connections()).toBe(0);
  });
});
