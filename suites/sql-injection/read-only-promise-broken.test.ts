import { expect, it } from "vitest";
import { strangersContract, twinsContract } from "../../test/check-contract.ts";
import { stdioCommand } from "../../test/fixtures.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { requestFor, scanned, stdioTarget } from "../../test/scan-fixture.ts";
import { onEachTwinDatabase, twinRequest } from "../../test/sql-twins.ts";
import check from "./read-only-promise-broken.ts";

// Every tool that takes SQL, and some that look as if: the others cost each of the runs below two calls an argument.
const includeTools = ["report_*", "shop_query", "customer_by_name", "catalogue_search", "order_by_number"];
const selection = { suites: [], checks: [], includeTools, excludeTools: [], includeParams: [] };
const changes = { ...twinRequest(), selection };

/** What must fail on each database, and by which way at least; the twins' tool of which nothing is promised is last. */
const fails = {
  postgres: {
    "report_in_transaction.sql": ["commit", "reads-files"],
    "report_without_commit.sql": ["end", "reads-files"],
    "report_select_only.query": ["modifying-cte", "reads-files"],
    "report_one_statement.sql": ["reads-files"],
    "shop_query.sql": ["select-then-write"],
  },
  sqlite: {
    "report_in_transaction.sql": ["commit"],
    "report_query_only.sql": ["query-only-off"],
    "report_select_only.query": ["modifying-cte"],
    "shop_query.sql": ["select-then-write"],
  },
  mysql: {
    "report_in_transaction.sql": ["into-outfile", "reads-files"],
    "report_select_only.query": ["into-outfile", "reads-files"],
    "report_without_comments.sql": ["dashes-in-a-string", "reads-files"],
    "report_without_strings.sql": ["quote-in-a-name", "reads-files"],
    "shop_query.sql": ["select-then-write"],
  },
};
const passes = ["report_in_transaction.sql", "report_as_reader.sql", "shop_query.sql"];

onEachTwinDatabase((database, twin) => {
  twinsContract(check, database, {
    vulnerable: { target: () => twin("vulnerable"), changes, fails: fails[database] },
    hardened: { target: () => twin("hardened"), changes, passes },
  });
  if (database === "postgres")
    strangersContract(check, { changes, deaf: () => twin("deaf"), echo: () => twin("echo") });
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
  const written = [
    "report_in_transaction.sql",
    "report_without_commit.sql",
    "report_select_only.query",
    "shop_query.sql",
  ];
  const fails = report.results.filter(({ verdict, subject }) => verdict === "fail" && written.includes(subject));
  expect(fails.map(({ subject }) => subject)).toEqual(written);
  for (const { because } of fails) expect(because).toContain("found in the database");
  expect(await database.query(gauntletTables)).toEqual([]);
  await database.drop();
});
