import type { Evidence } from "../../../src/model/check.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { privateWords, shows } from "../../../src/oracle/access/private-words.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { attacksOf, attemptOf } from "../people/attempts.ts";

/** Shown what belongs to the user whose state was sent, or whose name was written into it. */
export function judgeRequestState(evidence: Evidence): Judgement {
  const owner = attemptOf(evidence, "owner");
  if (owner === undefined)
    return { verdict: "not-applicable", because: "no tool that was asked for gave a state to go on with" };
  if (owner.access !== "served") return withoutControl("the state did not work for the user whose it is");
  const own = [owner, attemptOf(evidence, "owner again")].flatMap((one) => one?.exchange.reply ?? []);
  const rival = attemptOf(evidence, "rival");
  const attacks = attacksOf(evidence);
  const sent = JSON.stringify([owner, ...attacks].map(({ exchange }) => exchange.request.params));
  const words = privateWords(own, rival === undefined ? [] : [rival.exchange.reply], sent);
  const control = owner.exchange.id;
  const hits = attacks.filter(({ exchange }) => shows(words, exchange.reply));
  const [first, ...more] = hits;
  if (first !== undefined) {
    const { principal } = first.exchange;
    const how = first.label.startsWith("rewritten")
      ? `whose name it wrote into an own state`
      : `whose state it went on with`;
    return {
      verdict: "fail",
      because: `${principal} was served what belongs to ${owner.exchange.principal}, ${how}`,
      proof: [first.exchange.id, ...more.map(({ exchange }) => exchange.id), control],
      control,
      techniques: [...new Set(hits.map(({ label }) => label.split(":")[0] ?? label))],
    };
  }
  if (words.size === 0) return unclear("what its user is served has too few words to be known again");
  if (attacks.length === 0) return unclear("no state could be had to be sent by another user");
  if (attacks.some(({ access }) => access === "unknown")) return unclear("the other user was not answered");
  return { verdict: "pass", because: "with that state nobody else was served what belongs to its user", control };
}
