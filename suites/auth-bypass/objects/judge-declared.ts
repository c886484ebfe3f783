import type { Evidence } from "../../../src/model/check.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { privateWords, shows } from "../../../src/oracle/access/private-words.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { attemptOf, attemptsOf } from "../people/attempts.ts";

/** Shown to another one than the owner says. */
export function judgeDeclared(evidence: Evidence): Judgement {
  const owner = attemptOf(evidence, "owner");
  if (owner?.access !== "served") return withoutControl("its owner was not served it: the sample leads to nothing");
  const own = [owner, attemptOf(evidence, "owner again")].flatMap((one) => one?.exchange.reply ?? []);
  const nobody = attemptOf(evidence, "nobody");
  if (nobody?.access === "served") return { verdict: "not-applicable", because: "it is served without any token" };
  const words = privateWords(own, nobody ? [nobody.exchange.reply] : [], JSON.stringify(owner.exchange.request.params));
  if (words.size === 0) return unclear("what its owner is served has too few words to be known again");
  const others = attemptsOf(evidence, "other");
  const control = owner.exchange.id;
  const hits = others.filter(({ exchange }) => shows(words, exchange.reply));
  const [first, ...more] = hits;
  if (first !== undefined) {
    const because = `${first.exchange.principal} was served what the config says belongs to ${owner.exchange.principal} alone`;
    const proof = [first.exchange.id, ...more.map(({ exchange }) => exchange.id)] as const;
    return { verdict: "fail", because, proof, control, techniques: ["other-user"] };
  }
  if (others.length === 0 || others.some(({ access }) => access === "unknown"))
    return unclear("not every other user was answered");
  return { verdict: "pass", because: "it was served to its owner alone", control };
}
