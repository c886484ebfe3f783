import type { LoadSession } from "../wire/lean-session.ts";
import type { LoadSetup } from "./setup.ts";

/** One call of what needs no database: its answer took so long, or none came within that time. */
export interface Beat {
  readonly ms: number;
  readonly answered: boolean;
}

/** Asks once for what needs no database; undefined where that says nothing. Never rejects. */
export type Control = (session: LoadSession) => Promise<Beat | undefined>;

/** Calls after which nothing more is asked where none of them was answered. */
const mostUnanswered = 3;
/** A server that is alive answers what needs no database in less. */
const longestMs = 5_000;

/**
 * Control calls of one phase. A refusal of the method is an answer, too: it took as long as one. A server that never
 * answers is not asked for ever: each time would cost the whole patience of a call.
 */
export function startControl({ plan, control, signal }: Pick<LoadSetup, "plan" | "control" | "signal">): Control {
  let answers = 0;
  let unanswered = 0;
  return async (session) => {
    if ((answers === 0 && unanswered >= mostUnanswered) || signal.aborted) return undefined;
    const began = performance.now();
    const { reply } = await session.ask({ ...control, timeoutMs: Math.min(longestMs, plan.timeoutMs), signal });
    if (signal.aborted || reply.kind === "closed") return undefined;
    const answered = reply.kind !== "timeout";
    if (answered) answers += 1;
    else unanswered += 1;
    return { ms: performance.now() - began, answered };
  };
}
