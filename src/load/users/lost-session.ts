import type { Reply } from "../../model/reply.ts";

/** True where the server no longer knows the session: 404 by the protocol, 400 with a word about it in much used examples. */
export function isLost(reply: Reply): boolean {
  if (reply.kind === "rpc-error") return reply.status === 404 || (reply.status === 400 && speaksOfIt(reply.message));
  return reply.kind === "http-error" && (reply.status === 404 || (reply.status === 400 && speaksOfIt(reply.body)));
}

/** True where who asks is no longer known: a token has its time. */
export function isExpired(reply: Reply): boolean {
  return reply.kind === "http-error" && reply.status === 401;
}

function speaksOfIt(text: string): boolean {
  return /\bsession\b/i.test(text.slice(0, 2_000));
}
