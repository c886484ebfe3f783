/**
 * What one call of a load came to, told by its content and not by its HTTP status. `foreign-reply` is the answer to somebody
 * else's call, `wrong-reply` one that is neither that nor what the call gets when nobody else asks.
 */
export const outcomes = [
  "ok",
  "tool-error",
  "rpc-error",
  "http-status",
  "timeout",
  "closed",
  "malformed",
  "wrong-reply",
  "foreign-reply",
] as const;
export type Outcome = (typeof outcomes)[number];
