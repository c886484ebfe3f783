import type { CallerSetting } from "./caller-setting.ts";
import { Stop } from "./stop.ts";

/** Requests a clean-up may make after the budget is gone. */
const cleanupRequests = 16;

/** Lets the requests of one round through, whoever sends them, for as long as they are allowed. */
export interface Admission {
  /** Waits for the turn of one request; throws Stop where there is none. */
  take(cleaning: boolean): Promise<void>;
  /** Throws Stop once the run was interrupted, or the subject took too long. */
  refuseWhenOver(): void;
  /** Aborted then. */
  readonly over: AbortSignal;
}

/** One for each round of one subject. */
export function openAdmission({
  planned,
  budget,
  deadline,
  interrupted,
}: Pick<CallerSetting, "planned" | "budget" | "deadline" | "interrupted">): Admission {
  let probing = 0;
  let cleaned = 0;
  const refuseWhenOver = (): void => {
    if (interrupted.aborted) throw new Stop("interrupted", "the run was interrupted");
    if (deadline.signal.aborted) throw new Stop("unresponsive", "the probe of this subject took too long");
  };
  return {
    over: AbortSignal.any([interrupted, deadline.signal]),
    refuseWhenOver,
    async take(cleaning) {
      if (cleaning) {
        if (++cleaned > cleanupRequests) throw new Stop("budget", "the clean-up took too many requests");
        return;
      }
      refuseWhenOver();
      if (++probing > planned.check.requests) {
        throw new Stop("allowance", `the check's ${planned.check.requests} requests for one subject were spent`);
      }
      await deadline.paused(() => budget.take(interrupted));
    },
  };
}
