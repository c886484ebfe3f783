import type { Evidence } from "../../../src/model/check.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { privateWords, shows } from "../../../src/oracle/access/private-words.ts";
import { unclear } from "../../inconclusive.ts";
import { attemptOf } from "../people/attempts.ts";
import { rightUserNotServed } from "../people/judgements.ts";

/** Served to nobody: a flaw where the owner promised otherwise, or where it is what only one user is shown. */
export function judgeAnonymous(evidence: Evidence): Judgement {
  const nobody = attemptOf(evidence, "nobody");
  const right = attemptOf(evidence, "right");
  if (nobody === undefined) return unclear("nobody asked");
  const proof = [nobody.exchange.id] as const;
  const control = right === undefined ? {} : { control: right.exchange.id };
  if (nobody.access === "unknown") return unclear("what nobody is told could not be seen");
  if (nobody.access === "served") {
    if (nobody.exchange.facts.required === true) {
      const because = "the call was served without credentials, though authentication is promised to be required";
      return { verdict: "fail", because, proof, techniques: ["no-credentials"], ...control };
    }
    const own = [right, attemptOf(evidence, "right again")].flatMap((one) => one?.exchange.reply ?? []);
    const other = attemptOf(evidence, "other");
    const sent = JSON.stringify(nobody.exchange.request.params);
    if (other !== undefined && shows(privateWords(own, [other.exchange.reply], sent), nobody.exchange.reply)) {
      const because = `nobody was served what is shown to ${right?.exchange.principal} and not to ${other.exchange.principal}`;
      return { verdict: "fail", because, proof, techniques: ["no-credentials"], ...control };
    }
    return unclear(
      "the call is served without credentials, and nothing tells whether that is meant; say so with promises.authentication",
    );
  }
  if (right?.access !== "served") return rightUserNotServed;
  return {
    verdict: "pass",
    because: "without credentials the call was refused, with them it was served",
    control: right.exchange.id,
  };
}
