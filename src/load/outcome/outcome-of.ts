import type { JsonObject } from "../../model/json.ts";
import type { Outcome } from "../../model/load/outcome.ts";
import { type Reply, replyText } from "../../model/reply.ts";
import { saysFailure } from "../../oracle/answer/failure-in.ts";
import { spoken } from "./spoken.ts";

/** What a reply comes to, whoever it belongs to, and what it says where it failed. */
export interface Told {
  readonly outcome: Outcome;
  readonly message?: string;
  readonly status?: number | undefined;
  /** What was sent and came back, where it failed. */
  readonly failed?: FailedCall;
}

/** A call that failed, as it was. */
export interface FailedCall {
  readonly params: JsonObject;
  readonly reply: Reply;
}

const ok: Told = { outcome: "ok" };

/** Characters of a message that are looked at. */
const longest = 2_000;

/** Reads a reply for what it is, not for its HTTP status: a result that calls itself an error is one. */
export function outcomeOf(reply: Reply): Told {
  switch (reply.kind) {
    case "result":
      return saysFailure(replyText(reply)) ? { outcome: "tool-error", message: textOf(reply) } : ok;
    case "tool-error":
      return { outcome: "tool-error", message: textOf(reply) };
    case "rpc-error":
      return { outcome: "rpc-error", message: `${reply.code} ${textOf(reply)}`, status: reply.status };
    case "http-error":
      return { outcome: "http-status", message: textOf(reply), status: reply.status };
    case "timeout":
      return { outcome: "timeout", message: "no answer" };
    case "malformed":
      return { outcome: "malformed", message: reply.why };
    case "closed":
      return { outcome: "closed", message: reply.why };
  }
}

function textOf(reply: Reply): string {
  return spoken(replyText(reply)).slice(0, longest);
}
