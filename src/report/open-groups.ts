import type { ReportedResult } from "../model/report.ts";
import { grouped } from "./grouped.ts";

/** Results without a conclusion that share a reason. */
export interface OpenGroup {
  readonly reason: string;
  /** What the reason means, for people. */
  readonly meaning: string;
  readonly results: readonly ReportedResult[];
  /** The results by the exact sentence that was given for them, most frequent first. */
  readonly sentences: readonly { readonly because: string; readonly results: readonly ReportedResult[] }[];
}

/** Groups what could not be concluded by reason, the largest group first. */
export function openGroups(open: readonly ReportedResult[]): readonly OpenGroup[] {
  return grouped(open, (result) => result.reason ?? result.verdict).map(([reason, results]) => ({
    reason,
    meaning: meanings.get(reason) ?? "Other reasons",
    results,
    sentences: grouped(results, (result) => result.because).map(([because, same]) => ({ because, results: same })),
  }));
}

const meanings: ReadonlyMap<string, string> = new Map([
  ["budget", "The budget was spent first"],
  ["no-control", "No harmless call worked, so silence proves nothing"],
  ["no-credentials", "No credential that works was given"],
  ["destructive", "The tool may destroy data and was left alone"],
  ["interrupted", "The run was interrupted first"],
  ["missing-port", "The config does not give what this needs"],
  ["unclear", "The replies allow no conclusion"],
  ["target-unreachable", "The server could not be reached"],
  ["target-lost", "The server went away"],
  ["timeout", "The server did not answer in time"],
  ["harness-bug", "A fault in mcp-gauntlet itself"],
]);
