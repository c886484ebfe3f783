import type { AbandonedFacts } from "../../../src/model/load/pressure.ts";

/** A call on a new session took this long at the most, and ten times as long as before, where the server is hurt. */
const hurtMs = 1_000;

/** How whoever comes after those sessions fares worse than whoever came before, as a clause; undefined where they do not. */
export function shutOut({ batches, refusal, restMs, beforeMs, afterMs }: AbandonedFacts): string | undefined {
  if (beforeMs === null) return undefined;
  const left = batches.reduce((sum, one) => sum + one, 0);
  if (afterMs === null) {
    const rest = `${Math.round(restMs / 1_000)} s of rest`;
    return `after ${left} sessions that nobody ended, and ${rest}, a new one could not be used (${refusal ?? "no answer"})`;
  }
  if (afterMs <= Math.max(hurtMs, 10 * beforeMs)) return undefined;
  return `after ${left} sessions that nobody ended a call on a new one takes ${Math.round(afterMs)} ms, before ${Math.round(beforeMs)} ms`;
}
