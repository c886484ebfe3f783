import type { Redactor } from "../../connect/record/redact.ts";
import type { SubjectResult } from "../../engine/run-subject.ts";
import { hasCredentials } from "../../identity/has-credentials.ts";
import type { Check } from "../../model/check.ts";
import type { ReportedLoad } from "../../model/load/reported-load.ts";
import type { Report, ReportedResult } from "../../model/report.ts";
import type { Incident } from "../../model/subject.ts";
import type { Outcome } from "../../model/verdict.ts";
import type { Gate } from "../gate.ts";
import type { Run } from "../open-run.ts";
import { redactFields } from "../redact-fields.ts";
import { scopeOf } from "../select.ts";
import { adviceFor } from "./advice.ts";
import { checkCoverage, toolCoverage } from "./coverage.ts";
import { excerptOf } from "./excerpt.ts";
import { exitCodeOf } from "./exit-code.ts";
import { leftBehind } from "./left-behind.ts";
import { bareResult, resultOf } from "./result-of.ts";
import { stopOf } from "./stop-of.ts";
import { surfaceOf } from "./surface-of.ts";
import { targetOf } from "./target-of.ts";

/** All that a report is made of. */
export interface Material {
  readonly run: Run;
  readonly gate: Gate;
  readonly checks: readonly Check[];
  readonly results: readonly SubjectResult[];
  readonly incidents: readonly Incident[];
  /** The load of this run, where one was asked for. */
  readonly load: ReportedLoad | undefined;
  /** What broke on our side, when something did. */
  readonly bug: string | undefined;
}

/** The report of a run, however far it came. Every selected check has at least one result. */
export function reportOf(material: Material): Report {
  const { run, gate, checks, incidents, load } = material;
  const { request, surroundings, principal, budget, recorder } = run;
  const info = gate.ok ? gate.info : undefined;
  const asked = material.results.map((result) =>
    resultOf({ ...result, outcome: clean(result.outcome, recorder.redactor) }, principal.name, request.target, info),
  );
  const nothing = clean(unasked(material), recorder.redactor);
  const heard = new Set(asked.map((result) => result.check));
  const silent = checks.filter((check) => !heard.has(check.id));
  const results = [...asked, ...silent.map((check) => bareResult(check, "(server)", principal.name, nothing))];
  const { stopReason, stopDetail } = stopOf(
    gate,
    results,
    surroundings.signal.aborted,
    budget.exhausted(),
    material.bug,
  );
  const told: Omit<Report, "schemaVersion" | "tool" | "environment"> = {
    target: targetOf(run, info),
    startedAt: run.startedAt.toISOString(),
    finishedAt: new Date(run.startedAt.getTime() + run.now()).toISOString(),
    seed: request.seed,
    stopReason,
    stopDetail,
    exitCode: exitCodeOf(stopReason, results, request.gate, load),
    principals: actingPrincipals(run),
    ...(gate.ok ? { surface: surfaceOf(gate.surface, request.samples, recorder.redactor) } : {}),
    results,
    exchanges: namedExchanges(run, results),
    incidents: incidents.map(({ kind, exchange, check, subject, detail, recovered }) => ({
      kind,
      exchange,
      check,
      subject,
      detail,
      recovered,
    })),
    ...(load === undefined ? {} : { load }),
    coverage: {
      tools: gate.ok ? toolCoverage(scopeOf(request), gate.surface, material.results, load) : [],
      checks: checkCoverage(results),
      leftBehind: gate.ok ? [...leftBehind(request, gate.surface, material.results)] : [],
      advice: gate.ok ? adviceFor(request, gate.surface, results) : [],
      requests: { sent: budget.sent, budget: budget.limits.requests },
      seconds: { spent: run.now() / 1000, budget: budget.limits.seconds },
    },
  };
  return {
    schemaVersion: 1,
    tool: { name: "mcp-gauntlet", version: surroundings.version },
    ...redactFields(told, recorder.redactor),
    environment: { node: process.version, platform: `${process.platform} ${process.arch}` },
  };
}

/** Who the run acts as, and whoever else a request was sent as. */
function actingPrincipals({ request, principal, recorder }: Run): Report["principals"] {
  const seen = new Set([...recorder.exchanges.values()].map((exchange) => exchange.principal));
  const others = request.principals.filter(({ name }) => name !== principal.name && seen.has(name));
  return [principal, ...others].map((one) => ({ name: one.name, credentials: hasCredentials(one) }));
}

/** A sentence is redacted before it gets its capital letter: a secret at its start is not found in another spelling. */
function clean<O extends Outcome>(outcome: O, redactor: Redactor): O {
  return { ...outcome, because: redactor.text(outcome.because).value };
}

/** What is said of a check that had nothing to ask. */
function unasked({ gate, run, bug }: Material): Outcome {
  if (bug !== undefined) return { verdict: "error", error: "harness-bug", because: `mcp-gauntlet broke: ${bug}` };
  if (run.surroundings.signal.aborted) {
    return {
      verdict: "inconclusive",
      reason: "interrupted",
      because: "the run was interrupted before this was tested",
    };
  }
  if (gate.ok) return { verdict: "not-applicable", because: "nothing in this run calls for it" };
  if (gate.failure === "unauthorized") {
    return {
      verdict: "inconclusive",
      reason: "no-credentials",
      because: hasCredentials(run.principal)
        ? `the credentials of ${run.principal.name} open nothing: ${gate.message}`
        : `the server asks for credentials: ${gate.message}`,
    };
  }
  return { verdict: "error", error: "target-unreachable", because: gate.message };
}

/** Excerpts of the exchanges that a result leans on: all of a finding's, the last of what stayed open, a pass's control. */
function namedExchanges({ recorder }: Run, results: readonly ReportedResult[]): Report["exchanges"] {
  const named = results.flatMap(({ verdict, exchanges, control, proof }) => {
    if (verdict === "fail" || verdict === "suspected") return [...exchanges, ...proof];
    if (verdict === "noted") return proof;
    if (verdict === "pass") return control === undefined ? [] : [control];
    return exchanges.slice(-2);
  });
  const found = [...new Set(named)].flatMap((id) => {
    const exchange = recorder.exchanges.get(id);
    return exchange === undefined ? [] : [[id, excerptOf(exchange)] as const];
  });
  return Object.fromEntries(found);
}
