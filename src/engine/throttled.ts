import type { Reply } from "../model/reply.ts";

/** The longest a server's Retry-After is followed, in milliseconds. */
const mostMs = 5_000;
/** Milliseconds to wait where a server names no number of seconds. */
const usualMs = 1_000;

/** Milliseconds to wait where the server put a request off because of the rate (429, or 503 with Retry-After), else undefined. */
export function throttledMs(reply: Reply): number | undefined {
  // A JSON-RPC error may come with the status: the call was not made all the same.
  if (reply.kind === "rpc-error") return reply.status === 429 ? usualMs : undefined;
  if (reply.kind !== "http-error") return undefined;
  const after = reply.headers["retry-after"]?.trim();
  if (reply.status !== 429 && (reply.status !== 503 || after === undefined)) return undefined;
  return after !== undefined && /^\d{1,9}$/.test(after) ? Math.min(Number(after) * 1000, mostMs) : usualMs;
}
