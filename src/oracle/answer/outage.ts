import { type Reply, replyText } from "../../model/reply.ts";
import { failureIn } from "./failure-in.ts";

/** Words that say that something is not to be had just now: who reads them knows what to do. */
const unavailable =
  /\b(?:(?:un|not )available|try(?:ing)? again|retry|later|temporar\w*|tim(?:ed?|ing)[ -]?out|unreachable|(?:not|\w+n't|cannot|unable to|fail(?:ed|ure)? to|error while) (?:be )?(?:reach|connect|contact|respond)\w*|connections? (?:\w+ )?(?:lost|closed|refused|reset|terminated|fail\w*|error|ended|dropped|aborted|broken)|lost connection|disconnected|terminat\w+ (?:unexpectedly|abnormally)|offline|outage|(?:is|are|was) down|overloaded|ECONN\w+|EPIPE|ETIMEDOUT|hang up|closed the connection|gone away|not responding|too (?:busy|many connections))\b/i;

/** Words that say that the request is to blame. */
const refusing =
  /\b(?:not found|no such|does ?n[o']t exist|unknown|invalid|not (?:valid|allowed|permitted|authori[sz]ed)|permission|denied|forbidden|unauthori[sz]ed|must be|is required|no (?:results?|matches|entries|records?|rows|data))\b/i;

const failing = /\b(?:errors?|\w*exception|fail\w*|could ?n[o']t|cannot|can't|unable|problem|wrong|sorry)\b/i;

/** What an answer makes of an outage behind the server: `none` = it does not speak of a failure at all. */
export type OutageTold = "unavailable" | "refusal" | "failure" | "none";

/** Reads the answer to a call that cannot have been done. */
export function outageTold(reply: Reply): OutageTold {
  const text = replyText(reply);
  if (unavailable.test(text)) return "unavailable";
  if (refusing.test(text)) return "refusal";
  return failureIn(reply) === "said" || failing.test(text) ? "failure" : "none";
}
