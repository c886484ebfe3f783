import { describe, expect, it } from "vitest";
import type { Suite } from "../../src/model/check.ts";
import type { Target } from "../../src/model/target.ts";
import type { ScanRequest } from "../../src/run/scan-request.ts";
import { startFixture, stdioCommand } from "../../test/fixtures.ts";
import { requestFor, scanned, stdioTarget } from "../../test/scan-fixture.ts";
import argumentInSqlText from "../sql-injection/argument-in-sql-text.ts";
import { errorLeakage } from "./suite.ts";

const planted: Suite = { ...errorLeakage, checks: errorLeakage.checks.filter(({ id }) => /canary|planted/.test(id)) };
const suites: readonly Suite[] = [{ name: "sql-injection", purpose: "", checks: [argumentInSqlText] }, planted];
const secret = 'Zeile-"8f3a1c"-ü';
const canary = { name: "api-key", value: secret, visibleTo: [] };

const scan = (target: Target, changes: Partial<ScanRequest>) =>
  scanned(
    requestFor(target, { canaries: [canary], ...changes }),
    suites,
    new AbortController().signal,
    () => undefined,
  );

const overPipe = (...args: string[]): Target => ({
  ...(stdioTarget(stdioCommand("leaky", args)) as Target & { kind: "stdio" }),
  env: { LEAKY_SECRET: secret },
});

const ofLeakage = ({ report }: Awaited<ReturnType<typeof scan>>) =>
  report.results.filter(({ suite }) => suite === "error-leakage");
const verdicts = (run: Awaited<ReturnType<typeof scan>>) =>
  Object.fromEntries(
    ofLeakage(run).map(({ check, subject, verdict }) => [`${check.split("/")[1]}: ${subject}`, verdict]),
  );
/** Nothing that a run tells holds the secret, however it is spelt. */
const expectHidden = (run: Awaited<ReturnType<typeof scan>>) => {
  const all = [JSON.stringify(run.report), JSON.stringify(run.events), ...run.evidence].join("\n");
  const decoded = [...all.matchAll(/[A-Za-z0-9+/]{16,}/g)].map(([blob]) =>
    Buffer.from(blob, "base64").toString("latin1"),
  );
  const shown = [all, ...decoded].map((text) => /.{0,80}8f3a1c.{0,80}/i.exec(text)?.[0]);
  expect(shown.filter((one) => one !== undefined)).toEqual([]);
};

describe("canaries", () => {
  it("are found in results, errors, notifications and log lines, each by the call that shows it again, and never shown", async () => {
    const run = await scan(overPipe("--variant", "vulnerable"), {});
    expect(verdicts(run)).toEqual({
      "canary-in-reply: api-key from get_profile": "fail",
      "canary-in-reply: api-key from get_invoice": "fail",
      "canary-in-reply: api-key from convert": "fail",
      "canary-in-reply: api-key from weather": "fail",
      "canary-in-log: api-key from read_meter": "fail",
      "planted-row-in-reply: (server)": "not-applicable",
    });
    for (const result of ofLeakage(run).filter(({ verdict }) => verdict === "fail")) {
      const proven = result.proof.map((id) => run.report.exchanges[id]);
      expect(new Set(proven.map((exchange) => exchange?.round))).toEqual(new Set([1, 2]));
      expect(result.reproduction?.jsonrpc).toMatchObject({ method: "tools/call", params: { name: result.tool } });
    }
    expectHidden(run);
    expect(run.evidence.join()).toContain("[redacted:canary:");
    expect(run.report.exitCode).toBe(1);
  });

  it("are found in HTTP headers and event streams", async () => {
    const server = await startFixture("leaky", ["--variant", "vulnerable", "--secret", secret, "--transport", "http"]);
    const target: Target = { kind: "http", url: server.ready.url, transport: "auto", era: "legacy", headers: {} };
    const run = await scan(target, {});
    await server.stop();
    expect(verdicts(run)).toMatchObject({
      "canary-in-reply: api-key from track_parcel": "fail",
      "canary-in-reply: api-key from weather": "fail",
      "canary-in-log: (server)": "not-applicable",
    });
    expectHidden(run);
  });

  it("pass where they were looked for and not there, and not where nothing worked", async () => {
    const hardened = await scan(overPipe("--variant", "hardened"), {});
    expect(verdicts(hardened)).toMatchObject({ "canary-in-reply: api-key": "pass", "canary-in-log: api-key": "pass" });
    const deaf = await scan(overPipe("--variant", "deaf"), {});
    expect(verdicts(deaf)).toMatchObject({
      "canary-in-reply: api-key": "inconclusive",
      "canary-in-log: api-key": "inconclusive",
    });
  });

  it("may be seen by whom the owner names", async () => {
    const changes = { canaries: [{ ...canary, visibleTo: ["anonymous"] }] };
    expect(verdicts(await scan(overPipe("--variant", "vulnerable"), changes))).toMatchObject({
      "canary-in-reply: api-key": "not-applicable",
    });
  });

  it("are no leak where our own request held them, and only suspected where the server can know them from us", async () => {
    const samples = { repeat: { text: `about ${secret}` } };
    const hardened = await scan(overPipe("--variant", "hardened"), { samples });
    expect(verdicts(hardened)).toMatchObject({ "canary-in-reply: api-key": "pass", "canary-in-log: api-key": "pass" });
    expectHidden(hardened);
    const vulnerable = await scan(overPipe("--variant", "vulnerable"), { samples });
    expect(verdicts(vulnerable)["canary-in-reply: api-key from get_profile"]).toBe("suspected");
  });
});
