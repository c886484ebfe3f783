import { afterAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { stdioCommand } from "../../test/fixtures.ts";
import { type FreshDatabase, freshDatabase } from "../../test/fresh-database.ts";
import { requestFor, scanned, stdioTarget } from "../../test/scan-fixture.ts";
import { errorLeakage } from "./suite.ts";

const made: FreshDatabase[] = [];
afterAll(async () => {
  for (const one of made) await one.drop();
});

const all = ["error-leakage/bad-request-breaks-server", "error-leakage/*dependency*"];

async function scan(
  variant: string,
  { tap = true, tools = [], checks = all }: { tap?: boolean; tools?: readonly string[]; checks?: readonly string[] },
): Promise<Report> {
  const database = await freshDatabase();
  made.push(database);
  const target = stdioTarget(stdioCommand("leaning", ["--variant", variant, "--database", "{tap_url}"]));
  const request = requestFor(target, {
    tap: { on: tap, upstream: database.url, port: 0, files: {} },
    samples: { list_books: {}, count_copies: { title: "Emma" }, is_sold: { title: "Emma" } },
    selection: { suites: [], checks, includeTools: tools, excludeTools: [], includeParams: [] },
    timeoutMs: 15_000,
  });
  return (await scanned(request, [errorLeakage], new AbortController().signal, () => undefined)).report;
}

const told = ({ results }: Report, ...verdicts: readonly string[]): readonly string[] =>
  results
    .filter(({ verdict, check }) => verdicts.includes(verdict) && check.includes("dependency"))
    .map(({ check, subject, techniques }) => [`${check.split("/")[1]}: ${subject}`, ...techniques].join(", "))
    .sort();

const ofOneTool = [
  "dependency-error-unhelpful: list_books",
  "dependency-fault-hidden: list_books",
  "dependency-fault-not-recovered: list_books",
  "internals-in-dependency-error: list_books",
  "secret-in-dependency-error: list_books",
];
const oneTool = { tools: ["list_books"] };

describe("an outage of the database", () => {
  it.concurrent("is seen to be hidden, told with everything, blamed on the caller, and never got over", async () => {
    const report = await scan("vulnerable", {});
    expect(told(report, "fail")).toEqual([
      "dependency-fault-hidden: list_books, down",
      "dependency-fault-not-recovered: list_books, down",
      "internals-in-dependency-error: count_copies, down",
      "secret-in-dependency-error: count_copies, down",
    ]);
    expect(told(report, "noted")).toEqual(["dependency-error-unhelpful: is_sold"]);
    expect(told(report, "suspected", "error")).toEqual([]);
    expect(JSON.stringify(report)).not.toContain("Cl0ister-5512");
  });

  it.concurrent("that ends the process is noted once, and the server is started again with its database", async () => {
    const checks = all.toSpliced(1, 1, "error-leakage/dependency-fault-*");
    const report = await scan("fragile", { ...oneTool, checks });
    expect(told(report, "noted")).toEqual(["dependency-fault-not-recovered: list_books"]);
    expect(told(report, "suspected", "error", "pass", "fail")).toEqual([]);
    expect(report.stopReason).toBe("completed");
  });

  it.concurrent("that is told as one, and got over, passes", async () => {
    const report = await scan("hardened", oneTool);
    expect(told(report, "pass")).toEqual(ofOneTool);
  });

  it.concurrent.each([
    ["deaf", "inconclusive", ofOneTool.map((name) => name.replace("list_books", "(server)"))],
    ["echo", "not-applicable", ofOneTool],
  ])("says nothing of the %s twin", async (variant, verdict, expected) => {
    const report = await scan(variant, oneTool);
    expect(told(report, verdict)).toEqual(expected);
  });

  it.concurrent("is not tried without the tap", async () => {
    const report = await scan("hardened", { ...oneTool, tap: false });
    expect(told(report, "inconclusive")).toEqual(ofOneTool.map((name) => name.replace("list_books", "(server)")));
    expect(report.results.find(({ check }) => check.endsWith("hidden"))?.reason).toBe("missing-port");
  });
});
