import { expect, it } from "vitest";
import { checkContract } from "../../test/check-contract.ts";
import { stdioCommand } from "../../test/fixtures.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { requestFor, scanned, stdioTarget } from "../../test/scan-fixture.ts";
import { sqlTwins, twinRequest } from "../../test/sql-twins.ts";
import check from "./read-only-promise-broken.ts";

const changes = twinRequest();

const postgres = sqlTwins("postgres");
checkContract(check, "postgres", {
  vulnerable: {
    target: () => postgres("vulnerable"),
    changes,
    fails: {
      "report_in_transaction.sql": ["commit"],
      "report_without_commit.sql": ["end"],
      "report_select_only.query": ["modifying-cte"],
    },
  },
  hardened: {
    target: () => postgres("hardened"),
    changes,
    passes: ["report_in_transaction.sql", "report_as_reader.sql"],
  },
  deaf: { target: () => postgres("deaf"), changes },
  echo: { target: () => postgres("echo"), changes },
});

const sqlite = sqlTwins("sqlite");
checkContract(check, "sqlite", {
  vulnerable: {
    target: () => sqlite("vulnerable"),
    changes,
    fails: {
      "report_in_transaction.sql": ["commit"],
      "report_query_only.sql": ["query-only-off"],
      "report_select_only.query": ["modifying-cte"],
    },
  },
  hardened: {
    target: () => sqlite("hardened"),
    changes,
    passes: ["report_in_transaction.sql", "report_as_reader.sql"],
  },
  deaf: { target: () => sqlite("deaf"), changes },
  echo: { target: () => sqlite("echo"), changes },
});

const suite = { name: "sql-injection", purpose: "", checks: [check] };
const gauntletTables = "select tablename from pg_tables where tablename like 'gauntlet%'";

it.each(["write:commit", "cte:insert"])("removes what it made when it is interrupted after %s", async (label) => {
  const database = await freshDatabase();
  const target = stdioTarget(stdioCommand("sql-twins", ["--variant", "vulnerable", "--database", database.url]));
  const stop = new AbortController();
  const request = requestFor(target, { ...changes, observe: { postgresUrl: database.url } });
  const { report } = await scanned(request, [suite], stop.signal, (event) => {
    if (event.type === "exchange" && event.label === label) stop.abort();
  });
  expect(report.stopReason).toBe("interrupted");
  expect(report.results.flatMap(({ leftovers }) => leftovers)).toEqual([]);
  expect(await database.query(gauntletTables)).toEqual([]);
  await database.drop();
});

it("looks a write up in the database where it may, and leaves nothing there", async () => {
  const database = await freshDatabase();
  const target = stdioTarget(stdioCommand("sql-twins", ["--variant", "vulnerable", "--database", database.url]));
  const request = requestFor(target, { ...changes, observe: { postgresUrl: database.url } });
  const { report } = await scanned(request, [suite], new AbortController().signal, () => undefined);
  const fails = report.results.filter(({ verdict }) => verdict === "fail");
  expect(fails.map(({ subject }) => subject)).toEqual([
    "report_in_transaction.sql",
    "report_without_commit.sql",
    "report_select_only.query",
  ]);
  for (const { because } of fails) expect(because).toContain("found in the database");
  expect(await database.query(gauntletTables)).toEqual([]);
  await database.drop();
});
