import type { Finding, Outcome } from "./outcome.ts";

/** What the SQL checks said of one version without the tap, against what they said with it. */
export interface Compared {
  /** Results that both runs have. */
  readonly results: number;
  /** Those of which one run said that there is a flaw and the other that there is none, as sentences. */
  readonly differences: readonly string[];
  /** Results that only one of the runs could conclude. */
  readonly concludedOff: number;
  readonly concludedOn: number;
  /** Requests for each parameter that is asked whether it is put into SQL, both rounds. */
  readonly requestsOff: readonly number[];
  readonly requestsOn: readonly number[];
}

/** Compares the two; nothing is compared where one of them did not run. */
export function compare(off: Outcome, on: Outcome): Compared {
  const before = sqlResults(off);
  const after = sqlResults(on);
  const pairs = [...before].flatMap(([name, one]) => {
    const other = after.get(name);
    return other === undefined ? [] : [{ name, off: one, on: other }];
  });
  const differences = pairs.filter(({ off, on }) => concluded(off) && concluded(on) && flawed(off) !== flawed(on));
  return {
    results: pairs.length,
    differences: differences.map(
      ({ name, off, on }) => `${name}: ${off.verdict} without the tap, ${on.verdict} with it`,
    ),
    concludedOff: pairs.filter(({ off, on }) => concluded(off) && !concluded(on)).length,
    concludedOn: pairs.filter(({ off, on }) => !concluded(off) && concluded(on)).length,
    requestsOff: requestsOf(pairs.map(({ off }) => off)),
    requestsOn: requestsOf(pairs.map(({ on }) => on)),
  };
}

function sqlResults(outcome: Outcome): ReadonlyMap<string, Finding> {
  if (outcome.state !== "ran") return new Map();
  const ours = outcome.findings.filter(({ suite }) => suite === "sql-injection");
  return new Map(ours.map((one) => [[one.check, one.tool, one.param].filter(Boolean).join(" "), one]));
}

function concluded({ verdict }: Finding): boolean {
  return verdict !== "inconclusive" && verdict !== "error";
}

function flawed({ verdict }: Finding): boolean {
  return verdict === "fail" || verdict === "suspected";
}

/** Of what was put to the test at all. */
function requestsOf(results: readonly Finding[]): readonly number[] {
  const asked = results.filter(({ check, verdict }) => check === argumentCheck && verdict !== "not-applicable");
  return asked.map(({ exchanges }) => exchanges.length).filter((count) => count > 0);
}

const argumentCheck = "sql-injection/argument-in-sql-text";
