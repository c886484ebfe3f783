import { openPatience, type Patience } from "./patience.ts";
import { Stop } from "./stop.ts";
import { waitFor } from "./wait-for.ts";

/** What one run may spend. */
export interface BudgetLimits {
  /** Requests to the server under test, clean-up not counted. */
  readonly requests: number;
  /** Wall-clock seconds. */
  readonly seconds: number;
  /** Subjects probed at once, each on a session of its own. */
  readonly concurrency: number;
  /** Requests a second over all sessions. */
  readonly rate: number;
}

/**
 * Defaults. 10,000 requests: a server with 60 text arguments at the 160 or so that all checks together ask of one. 15 minutes: what a CI job
 * spares. One subject at a time: replies are compared, so nothing of ours may run beside them. 50 a second: brisk for a
 * person, harmless for a staging server.
 */
export const defaultBudget: BudgetLimits = { requests: 10_000, seconds: 900, concurrency: 1, rate: 50 };

/** Counts what a run spends and refuses what it may not. */
export interface Budget {
  readonly limits: BudgetLimits;
  readonly sent: number;
  /** Waits for the rate, then counts one request; throws Stop when a limit is reached, or at once when `interrupted` is aborted. */
  take(interrupted: AbortSignal): Promise<void>;
  /** How often requests that the server puts off are repeated; shared by all that the run sends. */
  readonly patience: Patience;
  /** Undefined while there is some left, else one sentence on what ran out. */
  exhausted(): string | undefined;
}

/** Opens a budget; the clock starts now. `now` gives milliseconds. */
export function openBudget(limits: BudgetLimits, now: () => number): Budget {
  const startedAt = now();
  let sent = 0;
  let slotAt = startedAt;
  const exhausted = (): string | undefined => {
    if (sent >= limits.requests) return `the budget of ${limits.requests} requests was spent`;
    if (now() - startedAt >= limits.seconds * 1000) return `the budget of ${limits.seconds} seconds was spent`;
    return undefined;
  };
  return {
    limits,
    patience: openPatience(),
    get sent() {
      return sent;
    },
    exhausted,
    async take(interrupted) {
      if (interrupted.aborted) throw new Stop("interrupted", "the run was interrupted");
      const why = exhausted();
      if (why !== undefined) throw new Stop("budget", why);
      sent += 1;
      const waitMs = slotAt - now();
      slotAt = Math.max(slotAt, now()) + 1000 / limits.rate;
      if (waitMs <= 0) return;
      await waitFor(waitMs, interrupted).catch((cause: unknown) => {
        sent -= 1;
        throw cause;
      });
    },
  };
}
