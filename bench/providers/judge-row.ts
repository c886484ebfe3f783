import { ladder, type Verifier } from "./ladder.ts";
import type { Result } from "./scan-desk.ts";

/** One scan of the server under test. */
export interface Row {
  readonly verifier: Verifier;
  /** The guard that was taken away; undefined for the hardened server. */
  readonly without: string | undefined;
  /** Checks that tell of its absence. */
  readonly expected: readonly string[];
  /** Checks with a fail. */
  readonly failed: readonly string[];
  /** Results by verdict. */
  readonly counts: Readonly<Record<string, number>>;
  /** The hardened server has no fail; one without a guard has the expected ones and no other. */
  readonly right: boolean;
}

/** Compares what a scan found with what is wrong with the server. */
export function judgeRow(verifier: Verifier, without: string | undefined, results: readonly Result[]): Row {
  const expected = without === undefined ? [] : (ladder[without] ?? []);
  const failed = [...new Set(results.filter(({ verdict }) => verdict === "fail").map(({ check }) => check))].sort();
  const counts: Record<string, number> = {};
  for (const { verdict } of results) counts[verdict] = (counts[verdict] ?? 0) + 1;
  const found = without === undefined || failed.some((check) => expected.includes(check));
  return { verifier, without, expected, failed, counts, right: found && failed.every((one) => expected.includes(one)) };
}
