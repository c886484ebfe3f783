import type { Judgement } from "../../../src/model/verdict.ts";
import { unclear } from "../../inconclusive.ts";
import type { Attempt } from "../people/attempts.ts";
import { bears, saysShared } from "./marks.ts";

/** An object that only one user is listed, and that the other one was served. */
export interface Hit {
  readonly own: Attempt;
  readonly taken: Attempt;
  /** The tool that refuses the same object to the same user. */
  readonly refusedBy: Attempt | undefined;
}

/** What it comes to that objects were served which the other user is not listed; `others` = all that was asked as that user. */
export function weighed(
  hits: readonly Hit[],
  others: readonly Attempt[],
  theirs: Attempt | undefined,
  control: string,
): Judgement {
  const facts = hits[0]?.own.exchange.facts ?? {};
  const name = (fact: string) => (Array.isArray(facts[fact]) ? facts[fact].map(String) : []);
  const open = theirs === undefined ? [] : [theirs.exchange.reply];
  /** A name that is in what the other one is listed, too, marks nothing; an object that names both is shared. */
  const marked = (marks: readonly string[]) =>
    hits.filter(
      ({ own: { exchange } }) =>
        bears(exchange.reply, marks) &&
        !bears(exchange.reply, name("marksOfOther")) &&
        !saysShared(exchange.reply) &&
        !open.some((reply) => bears(reply, marks)),
    );
  const served = `${facts.other} was served what only ${hits[0]?.own.exchange.principal} is listed`;
  const techniques = ["learnt-id"];
  const denied = hits.filter(({ refusedBy }) => refusedBy !== undefined);
  if (denied.length > 0) {
    const tool = denied[0]?.refusedBy?.exchange.facts.sibling;
    return {
      verdict: "fail",
      because: `${served}, and what ${tool} refuses it`,
      proof: proofOf(denied),
      control,
      techniques,
    };
  }
  if (facts.promised === true)
    return {
      verdict: "fail",
      because: `${served}, which the config promises is not for it`,
      proof: proofOf(hits),
      control,
      techniques,
    };
  const apart = others.some(({ access }) => access === "refused");
  if (apart)
    return unclear(`${served}, and refused other such objects: whether those are shared is not known; ${advice}`);
  const foreign = marked(name("tenants"));
  if (foreign.length > 0)
    return {
      verdict: "fail",
      because: `${served}, and what bears the name of an organisation it is not of`,
      proof: proofOf(foreign),
      control,
      techniques,
    };
  const personal = marked(name("marks"));
  if (personal.length > 0)
    return {
      verdict: "suspected",
      because: `${served}, and what bears this user's name; whether it may be is not known: ${advice}`,
      proof: proofOf(personal),
      control,
    };
  return unclear(`${served}; nothing says whose it is: ${advice}`);
}

const advice = "promise objects: by-owner, or give a sample of an object that is one user's alone";

function proofOf(hits: readonly Hit[]): readonly [string, ...string[]] {
  const [first = "", ...more] = hits
    .flatMap(({ taken, refusedBy }) => [taken, ...(refusedBy ? [refusedBy] : [])])
    .map(({ exchange }) => exchange.id);
  return [first, ...more];
}
