import type { Evidence } from "../../../src/model/check.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { type Attempt, attacksOf, attemptOf } from "../people/attempts.ts";

/** Served to somebody who may not. */
export function judgeMatrix(evidence: Evidence, though: string): Judgement {
  const holder = attemptOf(evidence, "holder");
  if (holder?.access !== "served")
    return withoutControl("the tool did not work for whom it should; give a sample that works");
  if (attemptOf(evidence, "refused")?.access === "served") {
    return { verdict: "not-applicable", because: "the tool is served to this principal anyway" };
  }
  const tried = attacksOf(evidence);
  const control = holder.exchange.id;
  const served = tried.filter(({ access }) => access === "served");
  const [first, ...others] = served;
  if (first !== undefined) {
    const { principal, facts } = first.exchange;
    const token = typeof facts.token === "string" ? `, with a token ${facts.token},` : "";
    return {
      verdict: "fail",
      because: `${principal}${token} was served ${though}`,
      proof: [first.exchange.id, ...others.map(({ exchange }) => exchange.id)],
      control,
      techniques: [...new Set(served.map(({ label }) => label.split(":")[0] ?? label))],
    };
  }
  if (tried.length === 0) return { verdict: "inconclusive", reason: "no-credentials", because: missingOf(holder) };
  if (tried.some(({ access }) => access === "unknown")) return unclear("not every call was answered");
  return { verdict: "pass", because: `it was refused, and served to ${holder.exchange.principal}`, control };
}

function missingOf({ exchange }: Attempt): string {
  const { missing } = exchange.facts;
  return Array.isArray(missing) ? missing.join("; ") : "no token could be made";
}
