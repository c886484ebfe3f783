import type { LoadFailure, LoadPhase } from "../../model/load/measured.ts";

/** The two commonest failures, in a phrase. */
export function told(failures: readonly LoadFailure[]): string {
  if (failures.length === 0) return "no call failed";
  const most = [...failures].sort((a, b) => b.calls - a.calls).slice(0, 2);
  return most
    .map(({ message, status, calls }) => `${calls} × ${status === undefined ? "" : `HTTP ${status} `}${message}`)
    .join("; ");
}

/** Calls of these phases, whatever came of them. */
export function callsIn(phases: readonly LoadPhase[]): number {
  return sum(phases.flatMap(({ outcomes }) => Object.values(outcomes)));
}

/** Calls of these phases that worked. */
export function okIn(phases: readonly LoadPhase[]): number {
  return sum(phases.map(({ outcomes }) => outcomes.ok ?? 0));
}

/** All of them together. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** A time for people: 12 ms, 1.2 s. */
export function time(ms: number): string {
  return ms >= 1_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms)} ms`;
}
