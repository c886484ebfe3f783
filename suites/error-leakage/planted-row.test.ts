import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Suite } from "../../src/model/check.ts";
import { readJournal } from "../../src/run/planting/journal.ts";
import { scan } from "../../src/run/scan.ts";
import type { ScanRequest } from "../../src/run/scan-request.ts";
import { callEveryTool } from "../../test/call-every-tool.ts";
import { stdioCommand } from "../../test/fixtures.ts";
import { type FreshDatabase, freshDatabase } from "../../test/fresh-database.ts";
import { requestFor, stdioTarget } from "../../test/scan-fixture.ts";
import { errorLeakage } from "./suite.ts";

const suites: readonly Suite[] = [
  { name: "test", purpose: "", checks: [callEveryTool(async () => undefined)] },
  errorLeakage,
];

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function planted(args: readonly string[], changes: Partial<ScanRequest>) {
  const journal: string[] = [];
  const evidence: string[] = [];
  const target = stdioTarget(stdioCommand("leaky", ["--database", database.url, ...args]));
  const request = requestFor(target, {
    observe: { postgresUrl: database.url },
    selection: {
      suites: [],
      checks: [],
      includeTools: ["find_town", "export_backup", "read_table"],
      excludeTools: [],
      includeParams: [],
    },
    ...changes,
  });
  const report = await scan(request, {
    suites,
    version: "0",
    emit: () => undefined,
    signal: new AbortController().signal,
    evidence: (line) => evidence.push(line),
    journal: (line) => {
      journal.push(line);
    },
    trace: false,
  });
  const rows = report.results.filter(({ check }) => check === "error-leakage/planted-row-in-reply");
  return { journal, evidence, report, rows, left: await ourTables() };
}

const ourTables = async () =>
  (await database.query("select tablename from pg_tables where tablename like 'gauntlet%'")).map(
    (row) => row.tablename,
  );

describe("the planted row", () => {
  it("is seen where a tool shows every table there is, and is gone afterwards, as the journal says", async () => {
    const { rows, journal, left, evidence } = await planted(["--variant", "vulnerable"], {});
    expect(rows.map(({ subject, verdict, severity }) => [subject, verdict, severity])).toEqual([
      ["planted-row from export_backup", "suspected", "medium"],
    ]);
    expect(left).toEqual([]);
    const lines = journal.map((line) => JSON.parse(line));
    expect(lines.map(({ type }) => type)).toEqual(["made", "removed"]);
    expect(lines[0]).toMatchObject({
      by: "harness",
      name: lines[1].name,
      database: expect.stringMatching(/^postgres:\/\/127\.0\.0\.1:\d+\/test_/),
    });
    expect(readJournal(journal.join("\n")).left).toEqual([]);
    expect(evidence.join()).toContain("[redacted:canary:");
    expect(evidence.join()).not.toMatch(/gauntlet[0-9a-f]{32}/);
  });

  it("is not looked for where callers get any table by its name", async () => {
    const { rows } = await planted(["--variant", "vulnerable", "--any-table"], {});
    expect(rows).toMatchObject([
      { verdict: "not-applicable", because: expect.stringContaining("read_table gives callers any table") },
    ]);
  });

  it("passes where no tool shows it", async () => {
    const { rows, left } = await planted(["--variant", "hardened"], {});
    expect(rows).toMatchObject([{ subject: "planted-row", verdict: "pass" }]);
    expect(left).toEqual([]);
  });

  it("is not there where the account may make no table, and nobody is warned", async () => {
    const name = `reader_${Date.now()}`;
    await database.query(
      `create role ${name} login password 'reader'; grant select on all tables in schema public to ${name}`,
    );
    const url = database.url.replace(/\/\/[^@]*@/, `//${name}:reader@`);
    const { rows, journal, left } = await planted(["--variant", "vulnerable"], { observe: { postgresUrl: url } });
    expect(rows).toMatchObject([{ verdict: "not-applicable", because: expect.stringContaining("permission denied") }]);
    expect([left, readJournal(journal.join("\n")).left]).toEqual([[], []]);
    await database.query(`drop owned by ${name}; drop role ${name}`);
  });
});
