import { expect, it } from "vitest";
import { checkContract } from "../../test/check-contract.ts";
import { deskRequest, queryDesk } from "../../test/query-desk.ts";
import { requestFor, scanned } from "../../test/scan-fixture.ts";
import check from "./statement-outlives-its-limit.ts";

const changes = deskRequest();

const postgres = queryDesk("postgres");
checkContract(check, "postgres", {
  vulnerable: {
    target: () => postgres("vulnerable"),
    changes,
    fails: { "run_query.sql": ["sleep"], "run_report.sql": ["sleep"] },
  },
  hardened: {
    target: () => postgres("hardened"),
    changes,
    passes: ["run_query.sql", "run_report.sql"],
  },
  deaf: () => postgres("deaf"),
  echo: () => postgres("echo"),
});

const sqlite = queryDesk("sqlite");
it("has a database count that cannot sleep", async () => {
  const selection = { suites: [], checks: [], includeTools: ["run_query"], excludeTools: [], includeParams: [] };
  const request = requestFor(await sqlite("vulnerable"), { ...changes, selection });
  const suite = { name: "sql-injection", purpose: "", checks: [check] };
  const { report } = await scanned(request, [suite], new AbortController().signal, () => undefined);
  expect(report.results.map(({ verdict, techniques }) => [verdict, techniques])).toEqual([["fail", ["count"]]]);
});
