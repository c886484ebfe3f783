import type { Evidence } from "../../../src/model/check.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { denialOf } from "../../../src/oracle/access/denial.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { attemptOf, attemptsOf } from "../people/attempts.ts";

/**
 * Shown, refused for a reason that is about rights, and served to another one with the same arguments. That proves something where
 * the owner said that this role may call it, or that lists are made by role; elsewhere a list may be meant to be the same for all.
 */
export function judgeListed(evidence: Evidence): Judgement {
  const asked = attemptsOf(evidence, "asker").filter(({ label }) => label !== "asker");
  if (asked.length === 0) return withoutControl("no session could be opened as this principal");
  const refused = asked.flatMap(({ access, exchange }) => {
    const control = attemptOf(evidence, `holder:${exchange.facts.tool}`);
    const counts = access === "refused" && control?.access === "served" && denialOf(exchange.reply) === "rights";
    return counts ? [{ exchange, control: control.exchange }] : [];
  });
  const against = refused.filter(({ exchange: { facts } }) => facts.allowed === true || facts.promised === true);
  const [first, ...others] = against.length > 0 ? against : refused;
  if (first !== undefined) {
    const { principal, facts } = first.exchange;
    const more = others.length === 0 ? "" : `, and ${others.length} more`;
    const because = `${facts.tool}${more} is in the list of ${principal}, who is refused it; with the same arguments it is served to ${first.control.principal}`;
    const proof = [first, ...others].flatMap(({ exchange, control }) => [exchange.id, control.id]);
    const control = first.control.id;
    if (against.length === 0)
      return {
        verdict: "suspected",
        because: `${because}; whether all are meant to see it is not known`,
        proof,
        control,
      };
    return { verdict: "fail", because, proof: proof as [string, ...string[]], control, techniques: ["listed"] };
  }
  const served = asked.find(({ access }) => access === "served");
  if (served === undefined) return unclear("every tool was refused, and not for what this principal may do");
  const because = "what this principal is shown it may call";
  return { verdict: "pass", because, control: served.exchange.id };
}
