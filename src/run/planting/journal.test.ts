import { afterAll, beforeAll, describe, expect, it } from "vitest";
import readOnlyPromiseBroken from "../../../suites/sql-injection/read-only-promise-broken.ts";
import { stdioCommand } from "../../../test/fixtures.ts";
import { type FreshDatabase, freshDatabase } from "../../../test/fresh-database.ts";
import { requestFor, stdioTarget } from "../../../test/scan-fixture.ts";
import { scan } from "../scan.ts";
import { databaseName } from "./database-name.ts";
import { readJournal } from "./journal.ts";

const made = (name: string) =>
  JSON.stringify({ type: "made", kind: "table", name, by: "harness", database: "postgres://h:1/d" });

describe("readJournal", () => {
  it("gives what was made and not removed, each once, and the config of the last run", () => {
    const lines = [
      '{"type":"run","config":"/old.json"}',
      made("a"),
      '{"type":"removed","name":"a"}',
      '{"type":"run","config":"/new.json"}',
      made("b"),
      made("b"),
      made("c"),
    ];
    const { config, left } = readJournal(`${lines.join("\n")}\n`);
    expect([config, left.map(({ name }) => name)]).toEqual(["/new.json", ["b", "c"]]);
    expect(readJournal("")).toEqual({ config: undefined, left: [] });
  });

  it("passes over a line that was cut, and refuses one that says something else", () => {
    expect(readJournal(`${made("a")}\n{"type":"remo`).left).toHaveLength(1);
    expect(() => readJournal('{"type":"drop","name":"customers"}\n')).toThrow(/Entry 1 of the journal/);
  });
});

describe("databaseName", () => {
  it.each([
    ["postgresql://me:s3cret@db.example.com/shop?sslmode=require", "postgres://db.example.com:5432/shop"],
    ["postgres:///shop?host=/var/run", "postgres:///var/run:5432/shop"],
    ["postgres://me:s3cr@t@h1:1,h2:2/shop?x=1", "postgres://h1:1,h2:2/shop"],
    ["mariadb://me:s3cret@[::1]:3307/shop", "mysql://[::1]:3307/shop"],
  ])("calls %s %s", (url, name) => {
    expect(databaseName(url)).toBe(name);
  });
});

describe("the journal of a run", () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it.each([true, false])(
    "names every table before a call makes it, and says that it is gone (observed: %s)",
    async (observed) => {
      const lines: string[] = [];
      const target = stdioTarget(stdioCommand("sql-twins", ["--variant", "vulnerable", "--database", database.url]));
      const request = requestFor(target, {
        promises: { readOnly: true },
        // Those that take SQL: the others have no table made.
        selection: {
          suites: [],
          checks: [],
          includeTools: ["report_*", "shop_query"],
          excludeTools: [],
          includeParams: [],
        },
        observe: { postgresUrl: observed ? database.url : undefined },
      });
      let evidence = "";
      await scan(request, {
        suites: [{ name: "sql-injection", purpose: "", checks: [readOnlyPromiseBroken] }],
        version: "0",
        emit: () => undefined,
        signal: new AbortController().signal,
        evidence: (line) => {
          evidence += line;
        },
        journal: (line) => {
          if (JSON.parse(line).type === "made") expect(evidence).not.toContain(JSON.parse(line).name);
          lines.push(line);
        },
        trace: false,
      });
      const all = lines.map((line) => JSON.parse(line));
      expect(all.filter(({ type }) => type === "made").length).toBeGreaterThan(2);
      expect(all.every(({ type, database: where }) => type === "removed" || (where !== undefined) === observed)).toBe(
        true,
      );
      expect(readJournal(lines.join("\n")).left).toEqual([]);
      expect(await database.query("select 1 from pg_tables where tablename like 'gauntlet%'")).toEqual([]);
    },
  );
});
