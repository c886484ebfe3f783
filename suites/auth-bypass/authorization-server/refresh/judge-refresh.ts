import type { Evidence } from "../../../../src/model/check.ts";
import type { Judgement } from "../../../../src/model/verdict.ts";
import { unclear, withoutControl } from "../../../inconclusive.ts";
import { granted, refusedIt, step, told } from "../answer.ts";
import { whyNotAsked } from "../why-not-asked.ts";

/** Judges whether a refresh token is good for more than once. */
export function judgeRefresh(evidence: Evidence): Judgement {
  const [tokens, control, again] = ["tokens", "refresh", "refresh:again"].map((label) => step(evidence, label));
  const unasked = control === undefined ? whyNotAsked(evidence) : undefined;
  if (unasked !== undefined) return unasked;
  if (tokens === undefined && control === undefined)
    return {
      verdict: "inconclusive",
      reason: "no-credentials",
      because:
        "no code is given without a person, and no refresh token of a principal was used: a right server ends the login of who uses one twice, so that takes --allow-destructive",
    };
  if (control === undefined && tokens !== undefined && !granted(tokens))
    return withoutControl(`the code gave no token: ${told(tokens)}`);
  if (control === undefined) return { verdict: "not-applicable", because: "no refresh token comes with the token" };
  if (!granted(control)) return withoutControl(`the refresh token gave no token: ${told(control)}`);
  if (control.facts.public !== true)
    return { verdict: "not-applicable", because: "the client got a secret, to which its refresh tokens are bound" };
  if (again === undefined) return unclear("no refresh token was used again");
  if (granted(again)) {
    const because =
      again.facts.sameAgain === true
        ? "the refresh token of a public client stays the same, and is good for any number of tokens"
        : "a refresh token of a public client is good again after it was replaced twice";
    return { verdict: "fail", because, proof: [again.id, control.id], techniques: ["again"] };
  }
  if (!refusedIt(again)) return unclear(`using a refresh token again ended in ${told(again)}`);
  return { verdict: "pass", because: `a refresh token that was used is refused (${told(again)})`, control: control.id };
}
