import type { Reply } from "../../model/reply.ts";
import { abortListeners } from "./abort-listeners.ts";
import type { LoadReply } from "./load-session.ts";

/**
 * Sends a request and leaves it after so many milliseconds if it is not answered by then. `cancel` tells the server, and the
 * answer, if there comes one, is read and dropped; without it the request is given up by its signal.
 */
export async function leaveEarly(
  afterMs: number,
  signal: AbortSignal | undefined,
  send: (signal: AbortSignal) => Promise<LoadReply>,
  cancel: (() => Promise<unknown>) | undefined,
): Promise<LoadReply> {
  const gone = new AbortController();
  const giveUp = (): void => gone.abort();
  const listeners = signal && abortListeners(signal);
  if (signal?.aborted) giveUp();
  else listeners?.add(giveUp);
  const sent = send(gone.signal).finally(() => listeners?.delete(giveUp));
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, afterMs, undefined);
  });
  const answered = await Promise.race([sent, waited]);
  clearTimeout(timer);
  if (answered !== undefined) return answered;
  if (cancel === undefined) giveUp();
  else await cancel();
  return { reply: left, resent: 0, left: true };
}

const left: Reply = { kind: "closed", why: "left by its user" };
