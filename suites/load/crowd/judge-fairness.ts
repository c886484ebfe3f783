import type { Evidence } from "../../../src/model/check.ts";
import type { LoadPlan } from "../../../src/model/load/plan.ts";
import type { GroupCalls, PressureFacts } from "../../../src/model/load/pressure.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { type Slo, usualSlo } from "../../../src/oracle/load/slo.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { factsOf } from "../over/facts-of.ts";

/** Calls below which nothing is said of a group, and failures of which fewer may be anything. */
const leastCalls = 10;
const leastFailures = 3;
/** Share of the calls of polite users that fail beside others, from which on it is no accident. */
const failingShare = 0.05;

/** Polite users keep their level alone, and beside a greedy one they do or do not; pure. */
export function judgeFairness(evidence: Evidence): Judgement {
  const measured = ["alone", "beside", "alone again"].map((label) => factsOf<PressureFacts>(evidence, label));
  const missing = measured.find((one) => typeof one === "string");
  if (typeof missing === "string") return withoutControl(missing);
  const [alone, beside, again] = measured as Exclude<(typeof measured)[number], string>[];
  const control = evidence.exchanges.find(({ label }) => label === "still there");
  if (alone === undefined || beside === undefined || again === undefined || control === undefined)
    return withoutControl("the server did not answer afterwards");
  if (beside.facts.ownLimit) return unclear("the machine that made the load was its limit");
  const mostMs = mostMsOf(evidence);
  const group = ({ facts }: typeof alone, name: string): GroupCalls | undefined =>
    facts.groups.find((one) => one.name === name);
  const before = group(alone, "polite");
  const polite = group(beside, "polite");
  const greedy = group(beside, "greedy");
  if (before === undefined || polite === undefined || greedy === undefined) return withoutControl("nobody called");
  if (broken(before, mostMs) !== undefined)
    return unclear(`the polite users do not keep their level alone: ${broken(before, mostMs)}`);
  if (before.calls < leastCalls) return unclear("the polite users made too few calls to say anything of them");
  const hurt = broken(polite, mostMs);
  const limit = whoseLimit(polite, greedy);
  if (hurt === undefined) {
    if (polite.calls < leastCalls || greedy.calls <= polite.calls)
      return unclear("the greedy user got no further than the polite ones, so nothing was taken from anybody");
    const because = `beside ${greedy.calls} calls of one greedy user the polite ones had p95 ${ms(polite)}, alone ${ms(before)}${limit}`;
    return { verdict: "pass", because, control: control.id };
  }
  const still = group(again, "polite");
  if (still === undefined || broken(still, mostMs) !== undefined)
    return unclear(`beside a greedy user ${hurt}; but afterwards, alone again, they did not keep their level either`);
  const because = `beside one user with ${greedy.atOnce} calls at once ${hurt}; alone they had p95 ${ms(before)} and none of ${before.calls} calls failed${limit}`;
  const principals = evidence.exchanges.find(({ facts }) => facts.principals !== undefined)?.facts.principals;
  if (principals === 1)
    return unclear(
      `${because}; all of them were sessions of one principal, which may be what is limited: give a second one`,
    );
  if (principals === 0 && polite.limited > 0)
    return unclear(`${because}; all of them came without credentials from one address, which may be what is limited`);
  return { verdict: "fail", because, proof: [beside.id, alone.id, again.id], techniques: ["greedy"] };
}

/** In what a group does not keep its level, as a clause; undefined where it does. */
function broken({ calls, ok, limited, latency, failure, name }: GroupCalls, mostMs: number): string | undefined {
  const failed = calls - ok;
  if (calls === 0) return `the ${name} ones got no answer at all`;
  if (failed >= leastFailures && failed / calls >= failingShare) {
    const how = limited > failed / 2 ? "were refused for being too many" : "failed";
    return `${failed} of ${calls} calls of the ${name} ones ${how} (${shortened(failure)})`;
  }
  if (latency.p95 > mostMs) return `the ${name} ones waited ${ms({ latency })} (p95)`;
  return undefined;
}

/** Whom the refusals met, where there were any. */
function whoseLimit(polite: GroupCalls, greedy: GroupCalls): string {
  if (greedy.limited === 0) return "; nobody was refused for being too many";
  if (polite.limited === 0) return `; the limit that met ${greedy.limited} calls of the greedy one did not meet them`;
  return `; the limit met both: ${greedy.limited} calls of the greedy one and ${polite.limited} of the others`;
}

function ms({ latency }: Pick<GroupCalls, "latency">): string {
  return `${Math.round(latency.p95)} ms`;
}

/** What p95 of the calls of the load may be: that of simple ones where all of them are, else that of complex ones. */
function mostMsOf(evidence: Evidence): number {
  const load = factsOf<{ readonly slo?: Slo; readonly plan: LoadPlan }>(evidence, "load");
  if (typeof load === "string") return usualSlo.complexP95Ms;
  const { slo = usualSlo, plan } = load.facts;
  return plan.mix.every(({ complexity }) => complexity === "simple") ? slo.simpleP95Ms : slo.complexP95Ms;
}

/** The first line says enough. */
function shortened(failure: string | null): string {
  return (failure ?? "").split("\n", 1).join("").slice(0, 100);
}
