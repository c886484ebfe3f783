import { describe, expect, it } from "vitest";
import type { Check, Suite } from "../src/model/check.ts";
import type { Report } from "../src/model/report.ts";
import type { Target } from "../src/model/target.ts";
import type { ScanRequest } from "../src/run/scan-request.ts";
import { stdioCommand } from "./fixtures.ts";
import { requestFor, scanned, stdioTarget } from "./scan-fixture.ts";

/** One fixture server to ask a check of. */
export interface Twin {
  readonly target: () => Target | Promise<Target>;
  readonly changes: Partial<ScanRequest>;
}

/** The servers that do what they are asked, with the flaw and without it: how they answer is up to their database. */
export interface Twins {
  /** Has the flaw: each of these subjects must fail, by the named techniques at least. */
  readonly vulnerable: Twin & {
    readonly fails: Readonly<Record<string, readonly string[]>>;
    /** What every leftover must look like where no tool can remove what is made; without it nothing may be left. */
    readonly leaves?: RegExp;
  };
  /** The same tools without the flaw: each of these subjects must pass. */
  readonly hardened: Twin & { readonly passes: readonly string[] };
}

/** The servers that come to no database. */
export interface Strangers {
  /** What the owner promises of a server that crashes or hangs. */
  readonly changes: Partial<ScanRequest>;
  /** Refuses everything: nothing may pass. */
  readonly deaf: () => Target | Promise<Target>;
  /** Only repeats its input: no finding. */
  readonly echo: () => Target | Promise<Target>;
  /** A server that crashes or hangs on a call of the kind the check makes; without it the one that looks a name up. */
  readonly broken?: (mode: "crashes" | "hangs") => Twin;
}

/** What every check must keep: it finds the flaw, stays silent without it, and survives servers that are gone, crash or hang. */
export function checkContract(check: Check, name: string, twins: Twins & Omit<Strangers, "changes">): void {
  twinsContract(check, name, twins);
  strangersContract(check, { ...twins, changes: twins.vulnerable.changes });
}

/** The part of the contract that every database has to show for itself. */
export function twinsContract(check: Check, name: string, twins: Twins): void {
  const run = runOf(check);
  describe(`${check.id} on ${name}`, () => {
    it("finds every flaw of the vulnerable twin, each with proof and a way to see it again, and leaves nothing behind", async () => {
      const report = await run(twins.vulnerable);
      const fails = Object.fromEntries(
        report.results
          .filter(({ verdict }) => verdict === "fail")
          .map(({ subject, techniques }) => [subject, techniques]),
      );
      expect(Object.keys(fails).sort()).toEqual(Object.keys(twins.vulnerable.fails).sort());
      for (const [subject, techniques] of Object.entries(twins.vulnerable.fails)) {
        expect(fails[subject], subject).toEqual(expect.arrayContaining([...techniques]));
      }
      for (const result of alarms(report)) {
        expect(result.proof.length).toBeGreaterThan(0);
        expect(result.reproduction).toBeDefined();
      }
      const leftovers = report.results.flatMap((result) => result.leftovers);
      if (twins.vulnerable.leaves === undefined) expect(leftovers).toEqual([]);
      else for (const left of leftovers) expect(left).toMatch(twins.vulnerable.leaves);
      expect(report.exitCode).toBe(1);
    }, 600_000);

    it("stays silent on the hardened twin, and passes what it could reach", async () => {
      const report = await run(twins.hardened);
      expect(alarms(report)).toEqual([]);
      const passed = report.results.filter(({ verdict }) => verdict === "pass").map(({ subject }) => subject);
      expect(passed).toEqual(expect.arrayContaining([...twins.hardened.passes]));
      expect(report.exitCode).toBe(0);
    });
  });
}

/** The part of the contract that is the same whatever database the twins have: once for a check. */
export function strangersContract(check: Check, strangers: Strangers): void {
  const run = runOf(check);
  const { changes } = strangers;

  describe(`${check.id} and servers that only look like one`, () => {
    it("passes nothing on the deaf twin", async () => {
      const report = await run({ target: strangers.deaf, changes });
      expect(report.results.filter(({ verdict }) => verdict !== "inconclusive")).toEqual([]);
      expect(report.exitCode).toBe(2);
    });

    it("is not deceived by the echo twin", async () => {
      expect(alarms(await run({ target: strangers.echo, changes }))).toEqual([]);
    });
  });

  describe(`${check.id} and servers that go wrong`, () => {
    const frail = (mode: "crashes" | "hangs"): Twin => ({
      target: () => stdioTarget(stdioCommand("frail", ["--mode", mode])),
      // What makes the check ask anything at all is the promise it tests.
      changes: { promises: { ...changes.promises, readOnly: true }, timeoutMs: 2_000 },
    });
    const broken = strangers.broken ?? frail;

    it("calls a server that cannot be started an error, never a pass", async () => {
      const gone: Twin = {
        target: () => stdioTarget({ command: process.execPath, args: ["-e", "process.exit(3)"] }),
        changes: {},
      };
      const report = await run(gone);
      expect(report.results.map(({ verdict, reason }) => [verdict, reason])).toEqual([["error", "target-unreachable"]]);
      expect(report.exitCode).toBe(4);
    });

    it("survives a server that crashes, and says so", async () => {
      const report = await run(broken("crashes"));
      expect(report.results.map(({ reason }) => reason)).not.toContain("harness-bug");
      expect(alarms(report)).toEqual([]);
    });

    it("survives a server that hangs, and passes nothing", async () => {
      const report = await run(broken("hangs"));
      expect(report.results.length).toBeGreaterThan(0);
      expect(report.results.filter(({ verdict }) => verdict !== "error" && verdict !== "inconclusive")).toEqual([]);
      expect(report.exitCode).toBe(2);
    });
  });
}

function runOf(check: Check): (twin: Twin) => Promise<Report> {
  const suites: readonly Suite[] = [{ name: check.id.split("/")[0] ?? "", purpose: "", checks: [check] }];
  return async ({ target, changes }) =>
    (await scanned(requestFor(await target(), changes), suites, new AbortController().signal, () => undefined)).report;
}

function alarms(report: Report): Report["results"] {
  return report.results.filter(({ verdict }) => verdict === "fail" || verdict === "suspected");
}
