import type { LoadRecord } from "../record/open-record.ts";
import type { Crowd } from "../users/crowd.ts";
import { runClosed } from "../users/run-closed.ts";
import type { LoadSetup } from "./setup.ts";

/**
 * Users come in steps, so that it shows at how many the server gives no more. `counts` tells of all calls so far. False where
 * nothing worked in one of them: more users would show nothing else.
 */
export async function runSteps(
  setup: LoadSetup,
  record: LoadRecord,
  crowd: Crowd,
  now: () => number,
  counts: () => { readonly calls: number; readonly ok: number },
): Promise<boolean> {
  const { plan, pace, signal } = setup;
  for (const users of [...pace.steps.filter((count) => count < plan.users), plan.users]) {
    if (signal.aborted) return false;
    setup.stage("step", users);
    record.phase("step", users);
    const before = counts();
    const isOver = (ms: number): boolean => {
      if (ms >= pace.stepMostMs) return true;
      return ms >= pace.stepLeastMs && counts().calls - before.calls >= pace.callsOfEach * users;
    };
    await runClosed({
      crowd,
      count: (ms) => (isOver(ms) ? undefined : users),
      thinkMs: 0,
      now,
      signal,
      users: (count) => atWork(record, count),
    });
    if (counts().ok === before.ok) return false;
  }
  return true;
}

/** Who goes is at work until the last answer: what fails then fails with all of them there. */
export function atWork(record: Pick<LoadRecord, "users">, count: number): void {
  if (count > 0) record.users(count);
}
