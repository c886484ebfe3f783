import { describe, expect, it } from "vitest";
import { suites } from "../../suites/index.ts";
import { startFixture, stdioCommand } from "../../test/fixtures.ts";
import { requestFor, scanned, stdioTarget } from "../../test/scan-fixture.ts";
import type { Target } from "../model/target.ts";
import { planScan } from "./plan-scan.ts";
import type { ScanRequest } from "./scan-request.ts";

const never = new AbortController().signal;
const frail = (mode: string, changes: Partial<ScanRequest>): ScanRequest =>
  requestFor(stdioTarget(stdioCommand("frail", ["--mode", mode])), changes);
const askedWithoutLoad = suites.flatMap(({ checks }) => checks).filter(({ phase }) => phase !== "load");

describe("scan", () => {
  it("says of every subject that a spent budget left open", async () => {
    const budget = { requests: 4, seconds: undefined, concurrency: undefined, rate: 100_000 };
    const { report } = await scanned(frail("sturdy", { budget }), suites, never, () => undefined);
    expect(report.coverage.requests.sent).toBe(4);
    const open = report.results.filter((result) => result.check.startsWith("sql-injection/"));
    expect(open.map((result) => [result.verdict, result.reason])).toContainEqual(["inconclusive", "budget"]);
    expect(report.stopReason).toBe("budget");
    expect(report.exitCode).toBe(2);
  });

  it("stops when it is told to, and still reports every check", async () => {
    const stop = new AbortController();
    let exchanges = 0;
    const { report } = await scanned(frail("sturdy", {}), suites, stop.signal, (event) => {
      if (event.type === "exchange" && ++exchanges === 3) stop.abort();
    });
    expect(report.stopReason).toBe("interrupted");
    expect(report.exitCode).toBe(130);
    expect(new Set(report.results.map((result) => result.check)).size).toBe(askedWithoutLoad.length);
    expect(report.results.map((result) => result.verdict)).not.toContain("pass");
  });

  it("sends the same to the same server under the same seed, and other values under another", async () => {
    const sent = async (seed: number): Promise<string[]> => {
      const { evidence } = await scanned(frail("sturdy", { seed }), suites, never, () => undefined);
      return evidence
        .map((line) => JSON.parse(line))
        .filter((record) => record.type === "exchange")
        .map((record) => JSON.stringify([record.id, record.request]));
    };
    const first = await sent(7);
    expect(first.length).toBeGreaterThan(30);
    expect(await sent(7)).toEqual(first);
    expect(await sent(8)).not.toEqual(first);
  });

  it.each([
    ["forgets", "session-lost"],
    ["expires", "unauthorized"],
  ])("opens the session again when a server %s, and says so", async (mode, kind) => {
    const server = await startFixture("frail", ["--mode", mode, "--transport", "http"]);
    const target: Target = { kind: "http", url: server.ready.url, transport: "auto", era: "auto", headers: {} };
    const { report } = await scanned(requestFor(target, {}), suites, never, () => undefined);
    await server.stop();
    expect(report.incidents.map((incident) => [incident.kind, incident.recovered])).toEqual([[kind, true]]);
    expect(report.stopReason).toBe("completed");
    const verdicts = new Set(report.results.map((result) => result.verdict));
    expect(verdicts).toContain("pass");
    for (const broken of ["error", "fail", "suspected"]) expect(verdicts).not.toContain(broken);
  });

  it("calls everything it could not ask an error when the server is gone for good", async () => {
    const server = await startFixture("frail", ["--transport", "http"]);
    const target: Target = { kind: "http", url: server.ready.url, transport: "auto", era: "auto", headers: {} };
    let exchanges = 0;
    const { report } = await scanned(requestFor(target, {}), suites, never, (event) => {
      if (event.type === "exchange" && ++exchanges === 3) void server.stop();
    });
    await server.stop();
    expect(report.stopReason).toBe("target-lost");
    expect(report.results.map((result) => result.verdict)).not.toContain("pass");
    expect(report.exitCode).toBe(2);
  });

  it("keeps what it was told is secret out of everything it writes and tells", async () => {
    const samples = { look_up: { name: "correct-horse-battery" } };
    const request = frail("sturdy", { samples, secrets: ["correct-horse-battery"] });
    const { report, events, evidence } = await scanned(request, suites, never, () => undefined);
    expect(JSON.stringify([report, events, evidence])).not.toContain("correct-horse-battery");
    expect(evidence.join()).toContain("[redacted:credential:");
  });

  it("asks several subjects at once when it may, with the same verdicts", async () => {
    const verdicts = async (concurrency: number) => {
      const budget = { requests: undefined, seconds: undefined, concurrency, rate: 100_000 };
      const request = frail("sturdy", { budget, promises: { readOnly: true } });
      const { report } = await scanned(request, suites, never, () => undefined);
      return report.results.map((result) => [result.check, result.verdict, result.because]);
    };
    const alone = await verdicts(1);
    const given = new Set(alone.map(([, verdict]) => verdict));
    expect(given).toContain("pass");
    for (const bad of ["error", "fail", "suspected"]) expect(given).not.toContain(bad);
    expect(await verdicts(3)).toEqual(alone);
  });

  it("plans the calls of every technique, and makes none", async () => {
    const surroundings = { suites, version: "0.0.0", emit: () => {}, signal: never, evidence: () => {}, trace: false };
    const { calls, report } = await planScan(frail("sturdy", {}), surroundings);
    const techniques = new Set(calls.map(({ label }) => label.split(":")[0]));
    expect([...techniques]).toEqual(
      expect.arrayContaining(["baseline", "takes-sql", "error", "boolean", "columns", "valid-again"]),
    );
    expect(report.coverage.requests.sent).toBe(1);
  });

  it("writes a report of what it has when it breaks itself", async () => {
    const [suite, ...others] = suites;
    if (suite === undefined) throw new Error("there are suites");
    const broken = { ...suite, checks: suite.checks.map((check) => ({ ...check, subjects: () => fail("oops") })) };
    const { report } = await scanned(frail("sturdy", {}), [broken, ...others], never, () => undefined);
    expect([report.stopReason, report.exitCode]).toEqual(["harness-bug", 70]);
    expect(report.results.map((result) => [result.check, result.verdict])).toEqual(
      askedWithoutLoad.map(({ id }) => [id, "error"]),
    );
  });
});

function fail(message: string): never {
  throw new Error(message);
}
