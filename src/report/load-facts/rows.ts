import type { ReportedLoad } from "../../model/load/reported-load.ts";
import { numberText, percentText, timeText } from "./format.ts";

/** One part of a load as a table has it. */
export interface PhaseRow {
  readonly phase: string;
  readonly users: string;
  readonly calls: string;
  readonly ok: string;
  readonly p50: string;
  readonly p95: string;
  readonly p99: string;
  readonly perSecond: string;
}

/** The heads of such a table. */
export const phaseHeads: PhaseRow = {
  phase: "Part",
  users: "Users",
  calls: "Calls",
  ok: "Worked",
  p50: "p50",
  p95: "p95",
  p99: "p99",
  perSecond: "Per second",
};

/** The parts of a load in which calls were counted, in their order. */
export function phaseRows({ phases }: ReportedLoad): readonly PhaseRow[] {
  return phases
    .filter(({ calls }) => calls > 0)
    .map(({ name, users, calls, ok, latencyMs, throughput }) => {
      const time = (ms: number): string => (ok === 0 ? "" : timeText(ms));
      return {
        phase: name,
        users: users.toLocaleString("en"),
        calls: calls.toLocaleString("en"),
        ok: percentText(ok, calls),
        p50: time(latencyMs.p50),
        p95: time(latencyMs.p95),
        p99: time(latencyMs.p99),
        perSecond: numberText(throughput),
      };
    });
}

/** Calls that failed alike, as a table has them. */
export interface FailureRow {
  readonly calls: string;
  readonly kind: string;
  readonly message: string;
  /** From when on, and with how many users. */
  readonly first: string;
}

/** The commonest failures, at most so many. */
export function failureRows({ failures }: ReportedLoad, most: number): readonly FailureRow[] {
  return failures.slice(0, most).map(({ calls, outcome, status, message, firstCall, users, firstSeconds }) => ({
    calls: calls.toLocaleString("en"),
    kind: status === undefined ? outcome : `${outcome} ${status}`,
    message: message === "" ? "(no text)" : message,
    first: `call ${firstCall.toLocaleString("en")}, ${users.toLocaleString("en")} ${users === 1 ? "user" : "users"}, ${numberText(firstSeconds)} s`,
  }));
}
