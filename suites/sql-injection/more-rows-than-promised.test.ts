import { expect, it } from "vitest";
import { strangersContract, twinsContract } from "../../test/check-contract.ts";
import { deskRequest, queryDesk } from "../../test/query-desk.ts";
import { requestFor, scanned } from "../../test/scan-fixture.ts";
import check from "./more-rows-than-promised.ts";

const changes = deskRequest();

for (const database of ["postgres", "sqlite"] as const) {
  const desk = queryDesk(database);
  twinsContract(check, database, {
    vulnerable: {
      target: () => desk("vulnerable"),
      changes,
      fails: {
        "run_query.sql": ["made-rows"],
        "run_report.sql": ["made-rows"],
        "list_visits.limit": ["above"],
        "search_visits.page": ["percent"],
      },
    },
    hardened: {
      target: () => desk("hardened"),
      changes,
      passes: ["run_query.sql", "run_report.sql", "list_visits.limit"],
    },
  });
}

const stranger = queryDesk("postgres");
strangersContract(check, {
  changes,
  deaf: () => stranger("deaf"),
  echo: () => stranger("echo"),
});

const database = queryDesk("sqlite");
it.each([
  [100_000, "fail", "gave 100007 of them"],
  [450_000, "inconclusive", "more than one reply can hold"],
])("counts more rows than evidence holds, up to what a reply can: %i", async (maxRows, verdict, because) => {
  const selection = { suites: [], checks: [], includeTools: ["run_query"], excludeTools: [], includeParams: ["sql"] };
  const request = requestFor(await database("vulnerable"), { ...changes, promises: { maxRows }, selection });
  const suite = { name: "sql-injection", purpose: "", checks: [check] };
  const { report } = await scanned(request, [suite], new AbortController().signal, () => undefined);
  const [result] = report.results.filter(({ subject }) => subject === "run_query.sql");
  expect(result).toMatchObject({ verdict, because: expect.stringContaining(because) });
});
