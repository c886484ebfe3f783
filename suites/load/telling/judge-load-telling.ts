import type { Evidence } from "../../../src/model/check.ts";
import type { DisclosureKind } from "../../../src/model/disclosure.ts";
import type { FailuresFacts } from "../../../src/model/load/observation.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { namedTold } from "../../error-leakage/telling/named-told.ts";
import { takesStatements, withoutStatements } from "../../error-leakage/telling/takes-statements.ts";
import { withoutControl } from "../../inconclusive.ts";
import { factsOf } from "../over/facts-of.ts";

/** Failures that say so much of the form of a secret are told of once; that they came again makes it no accident. */
const leastCalls = 2;

/** What failures under load tell; pure. */
export function judgeLoadTelling(evidence: Evidence, minded: readonly DisclosureKind[]): Judgement {
  const seen = factsOf<FailuresFacts>(evidence, "under load");
  if (typeof seen === "string") return withoutControl(seen);
  const { exchanges } = evidence;
  const kinds = takesStatements(exchanges) ? withoutStatements(minded) : minded;
  const { failures } = seen.facts;
  if (failures.length === 0)
    return { verdict: "not-applicable", because: "no call failed with many users that worked for one" };
  const telling = failures.flatMap((failure) => {
    const told = failure.told.filter(({ kind }) => kinds.includes(kind));
    return told.length === 0 ? [] : [{ ...failure, told }];
  });
  const [first, ...others] = telling;
  if (first === undefined) {
    const answered = exchanges.find(({ reply: { kind } }) => kind.endsWith("error"));
    if (answered === undefined) return withoutControl("calls that failed under load were not answered at all");
    const because = `${failures.length} kinds of failures under load were read, and none told any of it`;
    return { verdict: "pass", because, control: answered.id };
  }
  const certain = telling
    .map((failure) => ({ ...failure, told: failure.told.filter(({ verified }) => verified) }))
    .filter(({ told, calls }) => told.length > 0 && calls >= leastCalls);
  const shown = certain.length > 0 ? certain : [first, ...others];
  const calls = shown.reduce((sum, one) => sum + one.calls, 0);
  const users = Math.min(...shown.map((one) => one.users));
  const because = `with ${users} users and more, ${calls} calls failed in words that tell ${namedTold(shown.flatMap(({ told }) => told))}`;
  const [proof = first.exchange, ...more] = shown.map(({ exchange }) => exchange);
  if (certain.length === 0) {
    return { verdict: "suspected", because: `${because}, as far as their form can tell`, proof: [proof, ...more] };
  }
  const techniques = [...new Set(certain.flatMap(({ told }) => told.map(({ kind }) => kind)))];
  return { verdict: "fail", because, proof: [proof, ...more], techniques };
}
