import { describe, expect, it } from "vitest";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { ReportedResult } from "../../../src/model/report.ts";
import { manifestEntry, stdioCommand } from "../../../test/fixtures.ts";
import { mariadbAvailable } from "../../../test/mariadb.ts";
import { requestFor, scanned, stdioTarget } from "../../../test/scan-fixture.ts";
import { freshAddresses, twinRequest } from "../../../test/sql-twins.ts";
import check from "../argument-in-sql-text.ts";

/** Tools that never come to the database: about them the tap says nothing. */
const elsewhere = ["shelf_title", "legacy_lookup", "catalogue_*", "new_arrivals", "courier_status"];
const suites = [{ name: "sql-injection", purpose: "", checks: [check] }];

describe.each(["postgres", "mysql"] as const)("the SQL twins behind a tap, on %s", (database) => {
  describe.skipIf(database === "mysql" && !mariadbAvailable())("where there is one", () => {
    const address = freshAddresses(database);
    const run = async (variant: string) => {
      const target = stdioTarget(stdioCommand("sql-twins", ["--variant", variant, "--database", "{tap_url}"]));
      const request = requestFor(target, {
        ...twinRequest(),
        tap: { on: true, upstream: await address(), port: 0, files: {} },
        selection: { suites: [], checks: [], includeTools: [], excludeTools: elsewhere, includeParams: [] },
      });
      const { report, evidence } = await scanned(request, suites, new AbortController().signal, () => undefined);
      return { results: report.results, most: mostRequests(report.results, evidence) };
    };

    it("shows every flaw of the vulnerable twin by its statements, with ten requests at most", async () => {
      const { results, most } = await run("vulnerable");
      const failed = results.filter(({ verdict }) => verdict === "fail");
      expect(failed.map(({ subject }) => subject).sort()).toEqual([...weakOn(database)].sort());
      for (const { techniques, subject } of failed) expect(techniques, subject).toEqual(["statement-structure"]);
      expect(results.filter(({ verdict }) => verdict === "suspected")).toEqual([]);
      expect(most).toBeLessThanOrEqual(10);
    }, 600_000);

    it("raises no alarm on the hardened twin, and passes what is bound", async () => {
      const { results, most } = await run("hardened");
      expect(results.filter(({ verdict }) => verdict !== "pass" && verdict !== "not-applicable")).toEqual([]);
      const bound = results.filter(({ because }) => because.includes("as a bind value"));
      expect(bound.length).toBeGreaterThan(30);
      expect(most).toBeLessThanOrEqual(10);
    }, 600_000);
  });
});

function weakOn(database: string): readonly string[] {
  const { weaknesses } = manifestEntry("sql-twins");
  return weaknesses
    .filter(({ kind, databases }) => kind === "concatenation" && databases?.some((one) => one === database))
    .map(({ tool, resource, prompt, param }) => {
      if (resource !== undefined) return `${resource} ${param}`;
      return prompt === undefined ? `${tool}.${param}` : `prompt ${prompt}.${param}`;
    });
}

/** The most requests of one round for a subject that the tap decided. */
function mostRequests(results: readonly ReportedResult[], evidence: readonly string[]): number {
  const exchanges = evidence.map((line) => JSON.parse(line) as Exchange & { type: string });
  const decided = results.filter(({ because }) => /the tap saw (?!statements|no )/i.test(because));
  const counts = decided.flatMap(({ control }) => {
    const subject = control?.split(".")[0];
    const own = exchanges.filter(
      ({ type, id, round }) => type === "exchange" && round === 1 && id.split(".")[0] === subject,
    );
    return subject === undefined ? [] : [own.length];
  });
  expect(counts.length).toBeGreaterThan(30);
  return Math.max(...counts);
}
