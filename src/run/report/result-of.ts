import { reachOf } from "../../engine/reach.ts";
import type { SubjectResult } from "../../engine/run-subject.ts";
import type { Check } from "../../model/check.ts";
import type { ReportedResult } from "../../model/report.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { Target } from "../../model/target.ts";
import { type Outcome, severities } from "../../model/verdict.ts";
import { fingerprint } from "./fingerprint.ts";
import { reproductionOf } from "./reproduction.ts";

/** The severity that a suspicion has at the most: nothing is proven. */
const suspectedAtMost = "medium";

/** One result with its evidence, as the report has it. */
export function resultOf(
  { planned, outcome, evidence, leftovers }: SubjectResult,
  principal: string,
  target: Target,
  info: SessionInfo | undefined,
): ReportedResult {
  const { check, subject } = planned;
  const proof = "proof" in outcome ? [...outcome.proof] : [];
  const proving = evidence.exchanges.filter(({ id }) => proof.includes(id));
  // What a refusal says may be the flaw itself, without any attack.
  const shown = proving.find(({ role }) => role === "attack") ?? proving[0];
  const reproduction = shown === undefined ? {} : { reproduction: reproductionOf(shown, target, info) };
  return {
    ...bareResult(check, subject.key, subject.principal ?? principal, outcome),
    ...(subject.tool === undefined ? {} : { tool: subject.tool }),
    ...(subject.resource === undefined ? {} : { resource: subject.resource }),
    ...(subject.prompt === undefined ? {} : { prompt: subject.prompt }),
    ...(subject.param === undefined ? {} : { param: subject.param }),
    proof,
    exchanges: evidence.exchanges.map((exchange) => exchange.id),
    observations: evidence.observations.map((seen) => ({ ...seen, facts: JSON.parse(JSON.stringify(seen.facts)) })),
    reach: reachOf(evidence),
    leftovers: [...leftovers],
    ...reproduction,
  };
}

/** A result for which nothing was sent. */
export function bareResult(check: Check, subject: string, principal: string, outcome: Outcome): ReportedResult {
  return {
    check: check.id,
    suite: check.id.split("/")[0] ?? check.id,
    title: check.title,
    severity: outcome.verdict === "suspected" ? lower(check.severity, suspectedAtMost) : check.severity,
    verdict: outcome.verdict,
    subject,
    principal,
    because: sentence(outcome.because),
    ...("reason" in outcome && outcome.reason !== undefined
      ? { reason: outcome.reason }
      : "error" in outcome
        ? { reason: outcome.error }
        : {}),
    ...("control" in outcome && outcome.control !== undefined ? { control: outcome.control } : {}),
    proof: [],
    techniques: outcome.verdict === "fail" ? [...outcome.techniques] : [],
    exchanges: [],
    observations: [],
    reach: "nothing-sent",
    leftovers: [],
    why: check.why,
    fix: check.fix,
    refs: {
      cwe: [...check.refs.cwe],
      owaspMcp: [...check.refs.owaspMcp],
      cosai: [...check.refs.cosai],
      spec: [...check.refs.spec],
    },
    fingerprint: fingerprint(check.id, subject),
  };
}

function sentence(text: string): string {
  const ended = /[.!?]$/.test(text) ? text : `${text}.`;
  return `${ended.charAt(0).toUpperCase()}${ended.slice(1)}`;
}

function lower(a: ReportedResult["severity"], b: ReportedResult["severity"]): ReportedResult["severity"] {
  return severities.indexOf(a) < severities.indexOf(b) ? a : b;
}
