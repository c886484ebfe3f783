import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import type { Target } from "../../src/model/target.ts";
import { startFixture, stdioCommand } from "../../test/fixtures.ts";
import { requestFor, scanned, stdioTarget } from "../../test/scan-fixture.ts";
import { errorLeakage } from "./suite.ts";

const samples = {
  find_order: { id: 7 },
  read_report: { name: "summer" },
  search_items: { text: "lamp" },
  partner_stock: { sku: "L-1" },
  import_prices: { list: "spring" },
  check_account: { number: "A-1" },
  show_setting: { key: "colour" },
  convert: { amount: 3 },
  read_handbook: { page: "errors" },
};

const scan = async (target: Target, includeTools: readonly string[]): Promise<Report> => {
  const selection = { suites: [], checks: [], includeTools, excludeTools: [], includeParams: [] };
  const request = requestFor(target, { samples, selection });
  return (await scanned(request, [errorLeakage], new AbortController().signal, () => undefined)).report;
};

const few = ["find_order", "read_report", "read_handbook"];

const overHttp = async (variant: string, tools: readonly string[]): Promise<Report> => {
  const server = await startFixture("blurting", ["--variant", variant, "--transport", "http"]);
  try {
    const target = { kind: "http", url: server.ready.url, transport: "auto", era: "auto", headers: {} } as const;
    return await scan(target, tools);
  } finally {
    await server.stop();
  }
};

const named = ({ results }: Report, verdict: string) =>
  results
    .filter((result) => result.verdict === verdict)
    .map(({ check, subject, techniques }) => [`${check.split("/")[1]}: ${subject}`, ...techniques].join(", "))
    .sort();

describe("error-leakage", () => {
  it.concurrent("finds what each error tells, and blames no error for what a page is about", async () => {
    const report = await overHttp("vulnerable", []);
    expect(named(report, "fail")).toEqual([
      "internals-in-error: convert, stack-frame",
      "internals-in-error: find_order, network-address",
      "internals-in-error: import_prices, network-address",
      "internals-in-error: partner_stock, network-address",
      "internals-in-error: read_report, file-path",
      "internals-in-error: search_items, sql-statement",
      "internals-in-error: show_setting, environment",
      "personal-data-in-error: check_account, personal-data",
      "secret-in-error: find_order, secret",
    ]);
    expect(named(report, "suspected")).toEqual([]);
    // The page of the framework that parses bodies has frames of the framework alone.
    expect(named(report, "noted")).toContain("internals-in-error: HTTP POST");
    expect(JSON.stringify(report)).not.toContain("Tr0mpet-9921");
    expect(report.exitCode).toBe(1);
  });

  it.concurrent("finds it over a pipe as well, where a path that the client chose is none", async () => {
    const report = await scan(stdioTarget(stdioCommand("blurting", [])), few);
    expect(named(report, "fail")).toContain("secret-in-error: find_order, secret");
    expect(named(report, "fail")).not.toContain("internals-in-error: read_report, file-path");
    expect(named(report, "noted")).toEqual(["secret-in-log: (server)"]);
  });

  it.concurrent.each(["hardened", "echo"])("has nothing to say of the %s twin", async (variant) => {
    const report = await overHttp(variant, few);
    expect(named(report, "fail")).toEqual([]);
    expect(named(report, "suspected")).toEqual([]);
    expect([report.stopReason, report.stopDetail]).toEqual(["completed", "Everything planned was done."]);
    expect(named(report, "error")).toEqual([]);
    expect(named(report, "pass").filter((name) => name.endsWith(": (server)"))).toEqual([
      "error-of-the-wrong-kind: (server)",
      "personal-data-in-error: (server)",
      "product-version-in-error: (server)",
      "secret-in-error: (server)",
    ]);
    expect(named(report, "pass")).toContain("bad-request-breaks-server: the endpoint");
  });

  it.concurrent("passes nothing that the deaf twin says", async () => {
    const report = await overHttp("deaf", few);
    expect(named(report, "fail")).toEqual([]);
    expect(named(report, "pass").filter((name) => !/the endpoint|does not exist/.test(name))).toEqual([]);
  });
});
