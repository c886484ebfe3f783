import type { Outcome } from "../../model/load/outcome.ts";
import type { FailedCall } from "../outcome/outcome-of.ts";

/** One call that has ended. */
export interface Called {
  readonly tool: string;
  readonly outcome: Outcome;
  /** Milliseconds, from when it was meant to start. */
  readonly ms: number;
  /** What a call that failed was told, secrets removed, and its HTTP status. */
  readonly message?: string;
  readonly status?: number | undefined;
  readonly failed?: FailedCall;
}

/** How many calls came to what. */
export type Counts = Partial<Record<Outcome, number>>;
