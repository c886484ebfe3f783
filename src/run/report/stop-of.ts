import type { Report, ReportedResult } from "../../model/report.ts";
import type { Gate } from "../gate.ts";

type Stop = Pick<Report, "stopReason" | "stopDetail">;

/** Why the run ended, and one sentence on it. */
export function stopOf(
  gate: Gate,
  results: readonly ReportedResult[],
  interrupted: boolean,
  spent: string | undefined,
  bug: string | undefined,
): Stop {
  if (interrupted) return { stopReason: "interrupted", stopDetail: "The run was interrupted: this report is partial." };
  if (bug !== undefined) {
    return {
      stopReason: "harness-bug",
      stopDetail: `This is a bug in mcp-gauntlet, and the report is partial: ${bug}`,
    };
  }
  if (!gate.ok) {
    const stopReason = (
      { unreachable: "target-unreachable", handshake: "handshake-failed", unauthorized: "unauthorized" } as const
    )[gate.failure];
    return { stopReason, stopDetail: `${gate.message} ${gate.hint}` };
  }
  const lost = results.find((result) => result.reason === "target-lost");
  if (lost !== undefined) return { stopReason: "target-lost", stopDetail: lost.because };
  if (spent !== undefined && results.some(({ reason }) => reason === "budget" || reason === "unrepeated")) {
    return { stopReason: "budget", stopDetail: `Not everything was tested: ${spent}.` };
  }
  return { stopReason: "completed", stopDetail: "Everything planned was done." };
}
