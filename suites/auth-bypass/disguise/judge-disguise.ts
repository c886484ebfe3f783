import type { Evidence } from "../../../src/model/check.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { privateWords, shows } from "../../../src/oracle/access/private-words.ts";
import { unclear } from "../../inconclusive.ts";
import { type Attempt, attacksOf, attemptOf, attemptsOf } from "../people/attempts.ts";
import { rightUserNotServed } from "../people/judgements.ts";
import type { DisguiseCheck } from "./disguise-check.ts";

/** Shown to who asked, and otherwise to one user alone: then who asked was taken for that user. */
export function judgeDisguise(
  evidence: Evidence,
  forbidden: DisguiseCheck["forbidden"],
  doubtful: readonly string[],
): Judgement {
  const users = usersIn(evidence);
  const [right] = users;
  if (right?.first.access !== "served") return rightUserNotServed;
  const { facts } = right.first.exchange;
  if (typeof facts.missing === "string" && facts.missing !== "")
    return { verdict: "inconclusive", reason: "no-credentials", because: facts.missing };
  const control = right.first.exchange.id;
  const tried = attacksOf(evidence);
  const nobody = attemptOf(evidence, "nobody");
  const known = users.map((user) => {
    const others = users.filter((one) => one !== user).flatMap(({ replies }) => replies);
    const sent = [user.first, ...tried].map(({ exchange }) => JSON.stringify(exchange.request.params)).join(" ");
    return {
      ...user,
      words: privateWords(user.replies, [...others, ...(nobody ? [nobody.exchange.reply] : [])], sent),
    };
  });
  const plainer = attemptsOf(evidence, "plainer").find(({ exchange }) =>
    known.some(({ words }) => shows(words, exchange.reply)),
  );
  if (plainer !== undefined) {
    const because = `${sayingOf(plainer)} is served it already, which another check tells of`;
    return { verdict: "not-applicable", because };
  }
  const hits = tried.flatMap((attack) => {
    const seen = known.filter(({ name }) => forbidden === "all" || name !== attack.exchange.principal);
    const whose = seen.find(({ words }) => shows(words, attack.exchange.reply));
    return whose === undefined ? [] : [{ attack, technique: attack.label.split(":")[0] ?? "", whose }];
  });
  const proven = hits.filter(
    ({ technique, whose }) => !doubtful.includes(technique) || (facts.declared === true && whose === known[0]),
  );
  const [first, ...others] = proven.length > 0 ? proven : hits;
  if (first !== undefined) {
    const { attack, whose } = first;
    const because = `${sayingOf(attack)} was served what is shown to ${whose.name} alone`;
    const proof = [attack.exchange.id, ...others.map((one) => one.attack.exchange.id)] as const;
    if (proven.length === 0)
      return { verdict: "suspected", because: `${because}; whether it may be is not known`, proof, control };
    const techniques = [...new Set(proven.map(({ technique }) => technique))];
    return { verdict: "fail", because, proof, control, techniques };
  }
  if (known.every(({ words }) => words.size === 0))
    return {
      verdict: "not-applicable",
      because: "all users are told the same, so that nothing shows for whom somebody is taken",
    };
  if (tried.length === 0) return unclear("nothing was tried");
  if (tried.some(({ access }) => access === "unknown")) return unclear("not every attempt was answered");
  return { verdict: "pass", because: "nobody was served what is shown to one user alone", control };
}

interface User {
  readonly name: string;
  readonly first: Attempt;
  readonly replies: readonly Attempt["exchange"]["reply"][];
}

function usersIn(evidence: Evidence): readonly User[] {
  const users: User[] = [];
  for (let at = 1; ; at += 1) {
    const first = attemptOf(evidence, `user ${at}`);
    if (first === undefined) return users;
    const again = attemptOf(evidence, `user ${at} again`);
    const replies = [first, ...(again ? [again] : [])].map(({ exchange }) => exchange.reply);
    users.push({ name: first.exchange.principal, first, replies });
  }
}

/** Who asked, in words of the step. */
function sayingOf({ exchange: { principal, facts } }: Attempt): string {
  const { token, says } = facts;
  if (typeof says === "string") return `${principal}, ${says},`;
  return typeof token === "string" ? `a token ${token}` : principal;
}
