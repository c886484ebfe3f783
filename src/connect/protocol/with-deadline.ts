import type { Reply } from "../../model/reply.ts";
import type { Call } from "../../model/session.ts";
import { describeError } from "./describe-error.ts";

/**
 * Runs one request under the deadline and the signal of its call. `run` gets a signal that is aborted, with a word of
 * reason, when either is over; its failure becomes `closed`. Never rejects.
 */
export function withDeadline(
  call: Pick<Call, "timeoutMs" | "signal">,
  run: (signal: AbortSignal) => Promise<Reply>,
): Promise<Reply> {
  if (call.signal?.aborted === true) return Promise.resolve(givenUp);
  const over = new AbortController();
  return new Promise<Reply>((resolve) => {
    const finish = (reply: Reply) => {
      clearTimeout(timer);
      call.signal?.removeEventListener("abort", abort);
      resolve(reply);
    };
    const timer = setTimeout(() => {
      finish({ kind: "timeout", afterMs: Math.round(call.timeoutMs) });
      over.abort("timeout");
    }, call.timeoutMs);
    const abort = () => {
      finish(givenUp);
      over.abort("given up");
    };
    call.signal?.addEventListener("abort", abort, { once: true });
    run(over.signal).then(finish, (error) => finish({ kind: "closed", why: describeError(error) }));
  });
}

const givenUp: Reply = { kind: "closed", why: "given up by the caller" };
