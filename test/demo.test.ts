import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, describe, expect, it } from "vitest";
import { demoAction } from "../src/cli/actions/demo.ts";
import type { Cli } from "../src/cli/cli.ts";
import { type Report, reportSchema } from "../src/model/report.ts";
import { suites } from "../suites/index.ts";
import { checksWith } from "./guarded.ts";

const directory = mkdtempSync(join(tmpdir(), "gauntlet-demo-"));
afterAll(() => rmSync(directory, { recursive: true }));

/** What is wrong with the users and sessions of the demo, each with its number of findings, and of its SQL what takes no minute. */
const checks = {
  "authorization-metadata-wrong": 1,
  "claim-drift-fails-open": 3,
  "denied-tool-callable": 6,
  "early-token-accepted": 1,
  "expired-token-accepted": 1,
  "hidden-tool-callable": 2,
  "invalid-user-accepted": 3,
  "object-of-another-user-served": 4,
  "other-tenant-served": 1,
  "read-only-promise-broken": 2,
  "session-is-authentication": 1,
  "session-of-another-user-accepted": 1,
  "stream-without-token": 1,
  "token-for-another-server-accepted": 1,
  "token-in-query-accepted": 1,
  "token-of-another-issuer-accepted": 1,
  "unknown-user-served": 1,
  "user-named-beside-token-believed": 1,
  "userless-token-served": 1,
};

describe("the demo", { timeout: 180_000 }, () => {
  it("finds what is wrong with the server, its database and its users, and ends with 0", async () => {
    const { report, said } = await demo("vulnerable", false);
    expect(checksWith(report, "fail")).toEqual(Object.keys(checks));
    for (const [check, count] of Object.entries(checks)) {
      const failed = report.results.filter(({ check: id, verdict }) => id.endsWith(`/${check}`) && verdict === "fail");
      expect(failed, check).toHaveLength(count);
    }
    expect(report.principals.map(({ name }) => name)).toEqual([
      "alice",
      "bob",
      "carol",
      "dave",
      "erin",
      "nightly-sync",
    ]);
    expect(said).toContain("exits 0; scan would have given exit code 1.");
  });

  it("finds nothing where they are mended", async () => {
    const { report, said } = await demo("hardened", true);
    expect(report.results.filter(({ verdict }) => ["fail", "suspected", "error"].includes(verdict))).toEqual([]);
    expect(checksWith(report, "pass")).toEqual(Object.keys(checks));
    expect(said).toContain("exits 0; scan would have given exit code 0.");
  });
});

async function demo(name: string, hardened: boolean): Promise<{ report: Report; said: string }> {
  const out = join(directory, name);
  const [stdout, stderr] = [new PassThrough(), new PassThrough().resume()];
  const said: string[] = [];
  stdout.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const rest = { suites: async () => suites, version: "0", directory, environment: {}, serverCommand: undefined };
  const cli = { ...rest, stdout, stderr, colour: () => false } as unknown as Cli;
  const check = Object.keys(checks).map((one) => `*/${one}`);
  expect(await demoAction(cli, { hardened, check, out, seed: 1 })).toBe(0);
  for (const file of ["report.html", "report.md", "evidence.jsonl"])
    expect(existsSync(join(out, file)), file).toBe(true);
  return {
    report: reportSchema.parse(JSON.parse(readFileSync(join(out, "report.json"), "utf8"))),
    said: said.join(""),
  };
}
