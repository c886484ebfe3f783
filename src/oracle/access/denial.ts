import { type Reply, replyText } from "../../model/reply.ts";
import { challengeParameter } from "./bearer-challenge.ts";

/** Words of refusals that are about rights, as servers, frameworks and gateways put them. */
const aboutRights =
  /\b(?:forbidden|unauthori[sz]ed|not (?:authori[sz]ed|allowed|permitted|entitled)|(?:access|permission|authori[sz]ation) (?:is )?(?:denied|refused|required)|permissions?|privileges?|may not (?:use|call)|only (?:for )?(?:admin\w*|owners?|managers?)|(?:admin\w*|owners?|managers?) only|requires? (?:the )?(?:\S+ )?(?:role|scope))\b/i;
const unknownTool =
  /\b(?:unknown|no such|invalid|missing|unavailable) (?:tool|method)\b|\btool\b.{0,80}\bnot (?:found|available|exist)/i;

/**
 * What a refusal says of its reason: `scope` = the token lacks a scope, said as RFC 6750 has it; `rights` = whoever asks may not
 * call this, or is told that there is no such tool; `other` = anything else, such as an argument or an empty record.
 */
export type Denial = "scope" | "rights" | "other";

/** Reads a refusal of a call. Errors of the server itself (5xx) and limits of the rate say nothing of rights. */
export function denialOf(reply: Reply): Denial {
  if (reply.kind === "http-error") {
    if (reply.status === 403 && challengeParameter(reply, "error") === "insufficient_scope") return "scope";
    return reply.status === 401 || reply.status === 403 ? "rights" : "other";
  }
  if (reply.kind !== "rpc-error" && reply.kind !== "tool-error") return "other";
  const text = replyText(reply);
  if (/\binsufficient[_ ]scopes?\b/i.test(text)) return "scope";
  if (reply.kind === "rpc-error" && [401, 403].some((status) => status === reply.status)) return "rights";
  return aboutRights.test(text) || unknownTool.test(text) ? "rights" : "other";
}
