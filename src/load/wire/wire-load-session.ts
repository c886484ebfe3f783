import type { Session } from "../../model/session.ts";
import { abortListeners } from "./abort-listeners.ts";
import { leaveEarly } from "./leave-early.ts";
import type { LoadReply, LoadSession } from "./load-session.ts";

/** A session of the wire layer as a virtual user has it: over SSE and stdio, where the cost of a call is small beside the wait. */
export function wireLoadSession(session: Session): LoadSession {
  return {
    async ask({ method, params, timeoutMs, signal, leave }) {
      const send = async (over: AbortSignal): Promise<LoadReply> => {
        return { reply: await session.request({ method, params, timeoutMs, signal: over }), resent: 0 };
      };
      // There is no connection of its own to close: a call that is given up is cancelled.
      if (leave !== undefined) return leaveEarly(leave.afterMs, signal, send, undefined);
      return signal === undefined
        ? { reply: await session.request({ method, params, timeoutMs }), resent: 0 }
        : withSignalOfItsOwn(signal, send);
    },
    // One that is left keeps its stream until all are closed by who opened them.
    close: async (how) => (how === "ended" ? session.close() : undefined),
    over: () => session.ended !== undefined,
  };
}

/** The wire layer listens to the signal of each call: that of a whole load would have thousands of listeners. */
async function withSignalOfItsOwn(signal: AbortSignal, send: (signal: AbortSignal) => Promise<LoadReply>) {
  const own = new AbortController();
  const giveUp = (): void => own.abort();
  const listeners = abortListeners(signal);
  if (signal.aborted) giveUp();
  else listeners.add(giveUp);
  try {
    return await send(own.signal);
  } finally {
    listeners.delete(giveUp);
  }
}

/** A session that many users share, as calls share one pipe: it is closed by who opened it. */
export function sharedLoadSession(session: Session): LoadSession {
  return { ...wireLoadSession(session), close: async () => undefined };
}
