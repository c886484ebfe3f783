import type { Latency, LoadFailure, LoadPhase, LoadSecond } from "../../model/load/measured.ts";
import type { LoadObservation } from "../../model/load/observation.ts";
import type { Outcome } from "../../model/load/outcome.ts";
import type { LeakProbe, Recovery } from "../../model/load/probed.ts";
import type { ReportedLoad, ReportedSecond } from "../../model/load/reported-load.ts";
import { type Diagnosis, diagnose } from "../../oracle/load/diagnose.ts";
import { evidenceOf } from "../../oracle/load/evidence-of.ts";
import { heldTo } from "../../oracle/load/held-to.ts";
import type { Slo } from "../../oracle/load/slo.ts";
import { callsIn } from "../../oracle/load/told.ts";
import { clip } from "../../report/clip.ts";
import { merged } from "../../report/load-facts/merged.ts";

/** What a report keeps at the most, and how long what a server says may be in it. */
const mostSeconds = 3_600;
const mostFailures = 200;
const mostExamples = 20;
const longestMessage = 500;

/** The section of the report about a load that was made. Pure; secrets are removed with the rest of the report. */
export function reportedLoadOf(load: LoadObservation, slo: Slo): ReportedLoad {
  // As the checks have it: without what happened second by second.
  const diagnosis = diagnose({ ...load, series: [] }, slo);
  const { ownership, sessions, generator, afterLoad, afterProbes } = load;
  const { memory, ...counts } = sessions;
  const { openFiles, ...health } = generator;
  return {
    plan: planOf(load.plan),
    transport: load.transport,
    complete: afterLoad !== undefined,
    diagnosis: { ...named(diagnosis), evidence: evidenceOf(load).map(message) },
    thresholds: heldTo(load, diagnosis, slo).map(({ about: _, ...threshold }) => threshold),
    phases: load.phases.map(phaseOf),
    series: [...merged(load.series.map(secondOf(load)), mostSeconds)],
    failures: mostFirst(load.failures).map(failureOf),
    probes: load.probes.map(probeOf),
    recovery: {
      ...(afterLoad === undefined ? {} : { afterLoad: recoveryOf(afterLoad) }),
      ...(afterProbes === undefined ? {} : { afterProbes: recoveryOf(afterProbes) }),
    },
    ownership: {
      tools: [...ownership.tools],
      checked: ownership.checked,
      foreign: ownership.foreign.length,
      lost: ownership.lost,
      examples: ownership.foreign.slice(0, mostExamples).map((one) => ({ ...one, call: message(one.call) })),
    },
    sessions: { ...counts, ...(memory === undefined ? {} : { memoryBytes: { before: memory[0], after: memory[1] } }) },
    ...(load.connectionsPerCall === undefined ? {} : { connectionsPerCall: Math.max(0, load.connectionsPerCall) }),
    resent: load.resent,
    ...ceilingOf(load.ceiling),
    generator: {
      ...health,
      ...(openFiles === undefined ? {} : { openFiles }),
      exhausted: [...generator.exhausted],
    },
  };
}

function ceilingOf(ceiling: LoadObservation["ceiling"]): Pick<ReportedLoad, "ceiling" | "noCeiling"> {
  if (ceiling === undefined) return {};
  return "why" in ceiling ? { noCeiling: ceiling.why } : { ceiling };
}

/** The plan as the report has it. */
export function planOf(plan: LoadObservation["plan"]): ReportedLoad["plan"] {
  const { arrivalsPerSecond, processes } = plan;
  return {
    users: plan.users,
    profile: plan.profile,
    seconds: plan.seconds,
    warmUpSeconds: plan.warmUpSeconds,
    thinkMs: plan.thinkMs,
    fanOut: plan.fanOut,
    cancelled: plan.cancelled,
    disconnected: plan.disconnected,
    callsPerSession: plan.callsPerSession,
    abandoned: plan.abandoned,
    timeoutMs: plan.timeoutMs,
    ...(processes === undefined ? {} : { processes }),
    ...(arrivalsPerSecond === undefined ? {} : { arrivalsPerSecond }),
    mix: plan.mix.map(({ tool, args, weight, complexity }) => ({
      tool,
      arguments: JSON.parse(JSON.stringify(args)),
      weight,
      complexity,
    })),
  };
}

function named({ kind, because, way, ...facts }: Diagnosis): Omit<ReportedLoad["diagnosis"], "evidence"> {
  return { verdict: kind, because: message(because), ...(way === undefined ? {} : { leakBy: way }), ...facts };
}

function phaseOf(phase: LoadPhase): ReportedLoad["phases"][number] {
  return {
    name: phase.name,
    users: phase.users,
    startSeconds: tenth(phase.startMs / 1_000),
    seconds: tenth(phase.seconds),
    calls: callsIn([phase]),
    ok: phase.outcomes.ok ?? 0,
    errors: errorsOf(phase.outcomes),
    latencyMs: percentilesOf(phase.ok),
    throughput: tenth(phase.throughput),
    tools: Object.entries(phase.tools).map(([name, latency]) => ({ name, ...measured(latency) })),
    control: measured(phase.control),
  };
}

function secondOf({ plan }: LoadObservation): (second: LoadSecond) => ReportedSecond {
  return ({ second, users, outcomes, p50, p95, p99, controlP50, tools, database }) => {
    const ok = outcomes.ok ?? 0;
    return {
      second,
      seconds: 1,
      users,
      ok,
      errors: errorsOf(outcomes),
      ...(ok === 0 ? {} : { latencyMs: { p50: ms(p50), p95: ms(p95), p99: ms(p99) } }),
      toolsMs: plan.mix.map(({ tool }) => ms(tools[tool] ?? 0)),
      controlMs: ms(controlP50),
      ...(database === undefined ? {} : { database }),
    };
  };
}

function mostFirst(failures: readonly LoadFailure[]): readonly LoadFailure[] {
  const sorted = [...failures].sort((a, b) => b.calls - a.calls);
  return sorted.slice(0, mostFailures);
}

function failureOf(failure: LoadFailure): ReportedLoad["failures"][number] {
  const { outcome, status, calls, firstCall, firstMs, users, latency } = failure;
  return {
    outcome,
    message: message(failure.message),
    ...(status === undefined ? {} : { status }),
    calls,
    firstCall,
    firstSeconds: tenth(firstMs / 1_000),
    users,
    latencyMs: percentilesOf(latency),
  };
}

function probeOf({ until, failedAfterMs, message: said, ...probe }: LeakProbe): ReportedLoad["probes"][number] {
  return {
    way: probe.way,
    misbehaved: probe.misbehaved,
    unanswered: probe.unanswered,
    ...(until === undefined ? {} : { until }),
    ...(failedAfterMs === undefined ? {} : { failedAfterMs: ms(failedAfterMs) }),
    ...(said === undefined ? {} : { message: message(said) }),
  };
}

function recoveryOf(seen: Recovery): NonNullable<ReportedLoad["recovery"]["afterLoad"]> {
  const { quietMs, good, failed, ok, control, afterMs, database } = seen;
  return {
    quietMs: ms(quietMs),
    good,
    failed,
    ok: measured(ok),
    control: measured(control),
    ...(afterMs === undefined ? {} : { recoveredAfterMs: ms(quietMs + afterMs) }),
    ...(seen.message === undefined ? {} : { message: message(seen.message) }),
    ...(database === undefined ? {} : { database }),
  };
}

function errorsOf(outcomes: Readonly<Partial<Record<Outcome, number>>>): Partial<Record<Outcome, number>> {
  const { ok: _, ...errors } = outcomes;
  return errors;
}

function measured(latency: Latency) {
  return { calls: latency.calls, latencyMs: percentilesOf(latency) };
}

function percentilesOf({ p50, p95, p99, max }: Latency) {
  return { p50: ms(p50), p95: ms(p95), p99: ms(p99), max: ms(max) };
}

function message(text: string): string {
  return clip(text, longestMessage);
}

/** Microseconds are more than anybody reads. */
function ms(value: number): number {
  return Math.round(value * 100) / 100;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
