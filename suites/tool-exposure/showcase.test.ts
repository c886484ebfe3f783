import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Config } from "../../src/model/config.ts";
import type { Report } from "../../src/model/report.ts";
import { resolveConfig } from "../../src/run/resolve-config.ts";
import type { ScanRequest } from "../../src/run/scan-request.ts";
import { startFixture, stdioCommand } from "../../test/fixtures.ts";
import { httpTarget } from "../../test/http-target.ts";
import { requestFor, scanned, stdioTarget } from "../../test/scan-fixture.ts";
import destructive from "./destructive-hint-broken.ts";
import beside from "./endpoint-beside-open.ts";
import hidden from "./hidden-tool-exists.ts";
import idempotent from "./idempotent-hint-broken.ts";
import internal from "./internal-tool-listed.ts";
import changes from "./listing-changes.ts";
import readOnly from "./read-only-hint-broken.ts";
import beyond from "./surface-beyond-role.ts";
import nobody from "./surface-shown-to-nobody.ts";
import unannotated from "./writing-tool-not-annotated.ts";

const checks = [nobody, beyond, internal, hidden, readOnly, idempotent, destructive, unannotated, changes, beside];
const config: Config = JSON.parse(
  readFileSync(new URL("../../fixtures/servers/showcase/gauntlet.config.json", import.meta.url), "utf8"),
);
const net = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };

const run = async (request: ScanRequest): Promise<Report> =>
  (await scanned(request, [{ name: "test", purpose: "", checks }], new AbortController().signal, () => undefined))
    .report;

const overHttp = async (args: readonly string[], said: Partial<Config> = {}): Promise<Report> => {
  const server = await startFixture("showcase", ["--transport", "http", ...args]);
  const { url } = server.ready;
  try {
    const around = { directory: ".", environment: {}, net, person: undefined, cache: "", url };
    const { principals } = await resolveConfig({ ...config, ...said }, around);
    const { promises, samples } = JSON.parse(JSON.stringify({ ...config, ...said }));
    return await run(requestFor(httpTarget(url), { principals, promises, samples }));
  } finally {
    await server.stop();
  }
};

const named = ({ results }: Report, ...verdicts: readonly string[]) =>
  results
    .filter(({ verdict }) => verdicts.includes(verdict))
    .map(({ check, subject }) => `${check.split("/")[1]}: ${subject}`)
    .sort();

const roles = ["surface-beyond-role: alice", "surface-beyond-role: bob"];
const hints = ["destructive-hint-broken: jot", "idempotent-hint-broken: pin_note", "read-only-hint-broken: translate"];

describe("what is shown, and whether it is true", () => {
  it.concurrent.each<[string, readonly string[], readonly string[]]>([
    ["door", ["surface-shown-to-nobody: nobody"], []],
    ["roles", roles, ["internal-tool-listed: debug_state"]],
    ["names", ["hidden-tool-exists: (names that no list has)"], []],
    ["hints", hints, ["writing-tool-not-annotated: remember"]],
    ["steady", ["listing-changes: (list of tools)"], []],
    ["beside", ["endpoint-beside-open: (beside the endpoint)"], []],
  ])("finds what is wrong without the guard “%s”, and nothing else", async (guard, fails, notes) => {
    const report = await overHttp(["--without", guard]);
    expect(named(report, "fail")).toEqual(fails);
    expect(named(report, "noted")).toEqual(notes);
    expect(named(report, "suspected", "error", "inconclusive")).toEqual([]);
    expect(report.exitCode).toBe(1);
  });

  it.concurrent("has nothing to say of the hardened twin", async () => {
    const report = await overHttp([]);
    expect(named(report, "fail", "noted", "suspected", "error", "inconclusive")).toEqual([]);
    expect(new Set(named(report, "pass").map((name) => name.split(":")[0])).size).toBe(9);
  });

  it.concurrent("passes nothing of the deaf twin", async () => {
    const report = await overHttp(["--variant", "deaf"]);
    expect(named(report, "fail", "noted", "suspected", "error", "pass")).toEqual([]);
  });

  it.concurrent("only notes what everybody is shown where nothing is promised", async () => {
    const report = await overHttp(["--without", "door", "--without", "roles"], { promises: {} });
    expect(named(report, "fail", "suspected")).toEqual([]);
    expect(named(report, "noted")).toEqual([
      "internal-tool-listed: debug_state",
      "surface-beyond-role: alice",
      "surface-beyond-role: bob",
      "surface-shown-to-nobody: nobody",
    ]);
  });

  it.concurrent("asks of a pipe what can be asked of one", async () => {
    const command = stdioCommand("showcase", ["--variant", "vulnerable"]);
    const { samples } = JSON.parse(JSON.stringify(config));
    const report = await run(requestFor(stdioTarget(command), { samples }));
    expect(named(report, "fail")).toEqual([...hints, "hidden-tool-exists: (names that no list has)"].sort());
  });
});
