import { type ExitCode, exitCodes } from "../../model/errors.ts";
import type { Report, ReportedResult } from "../../model/report.ts";
import { atLeast } from "../../model/verdict.ts";
import type { ScanRequest } from "../scan-request.ts";

/** The documented exit code of a run, by the documented precedence: see docs/exit-codes.md. */
export function exitCodeOf(
  stopReason: Report["stopReason"],
  results: readonly ReportedResult[],
  { failOn, failOnSuspected, strict }: ScanRequest["gate"],
  load: Report["load"],
): ExitCode {
  if (stopReason === "interrupted") return exitCodes.interrupted;
  if (stopReason === "harness-bug") return exitCodes.harnessBug;
  if (stopReason === "target-unreachable" || stopReason === "handshake-failed") return exitCodes.unreachable;
  // A limit that somebody set is one however severe the check is that speaks of it.
  if (load?.thresholds.some(({ kept }) => kept === false)) return exitCodes.findings;
  const gating = results.filter(({ verdict }) => verdict === "fail" || (failOnSuspected && verdict === "suspected"));
  if (gating.some(({ severity }) => atLeast(severity, failOn))) return exitCodes.findings;
  const has = (...wanted: readonly ReportedResult["verdict"][]): boolean =>
    results.some(({ verdict }) => wanted.includes(verdict));
  const concluded = has("pass", "noted", "fail", "suspected");
  const open = has("inconclusive", "error");
  // Proven once and not repeated for want of budget: neither a finding nor a clean bill.
  const unrepeated = results.some(({ reason }) => reason === "unrepeated");
  if (unrepeated || has("error") || (open && !concluded) || (strict && has("inconclusive")))
    return exitCodes.inconclusive;
  return exitCodes.ok;
}
