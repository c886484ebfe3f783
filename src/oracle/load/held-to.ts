import type { LoadPhase } from "../../model/load/measured.ts";
import type { LoadFacts } from "../../model/load/observation.ts";
import type { ReportedThreshold } from "../../model/load/reported-load.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { failsAnyway } from "./fails-anyway.ts";
import type { Slo } from "./slo.ts";
import { callsIn, okIn, sum } from "./told.ts";

/** Which of the thresholds it is about. */
export type Threshold = ReportedThreshold & {
  readonly about: "users" | "speed" | "availability" | "recovery" | "leak";
};

/**
 * Holds a load to its level, limit by limit. What has no sample is not kept, where our own side was the limit nothing is told
 * of what it may have spoilt, and calls that a limit of the server's refuses are refused as they should be.
 */
export function heldTo(load: LoadFacts, diagnosis: Diagnosis, slo: Slo): readonly Threshold[] {
  const top = atTheHeight(load);
  const ours = diagnosis.kind === "generator-saturated";
  const told = (threshold: Threshold): Threshold => (ours ? untold(threshold) : threshold);
  const limited = (threshold: Threshold): Threshold =>
    diagnosis.kind === "rate-limited" && threshold.kept === false ? untold(threshold) : threshold;
  return [
    limited(told(usersServed(load))),
    ...speeds(load, top, slo).map(told),
    limited(told(worked(load, top, slo))),
    told(recovered(load, slo)),
    noLeak(load, diagnosis),
  ];
}

/** What was measured, without a word on whether that is enough. */
function untold({ kept: _, ...threshold }: Threshold): Threshold {
  return threshold;
}

/** The last part of the load in which all users were there. */
export function atTheHeight({ phases, plan }: Pick<LoadFacts, "phases" | "plan">): LoadPhase | undefined {
  const full = phases.filter(({ name, users }) => name === "profile" || (name === "step" && users === plan.users));
  return full.findLast((phase) => callsIn([phase]) > 0);
}

/** Where not even fewer users were served the load goes no further: that is told by this one. */
function usersServed({ phases, plan, afterLoad }: LoadFacts): Threshold {
  const loaded = phases.filter((phase) => phase.name !== "baseline" && callsIn([phase]) > 0);
  const served = loaded.filter((phase) => okIn([phase]) > 0);
  const most = Math.max(0, ...served.map(({ users }) => users));
  const base = { about: "users", name: "users that are served", unit: "count", limit: plan.users } as const;
  if (loaded.length === 0) return base;
  // A load that was cut short might have got there.
  if (afterLoad === undefined && most < plan.users) return { ...base, measured: most };
  return { ...base, measured: most, kept: most >= plan.users };
}

function speeds({ plan }: LoadFacts, top: LoadPhase | undefined, slo: Slo): readonly Threshold[] {
  const limits = new Map<string, number>();
  for (const { tool, complexity } of plan.mix) {
    const limit = complexity === "simple" ? slo.simpleP95Ms : slo.complexP95Ms;
    limits.set(tool, Math.min(limit, limits.get(tool) ?? limit));
  }
  return [...limits].map(([tool, limit]) => {
    const base = { about: "speed", name: `p95 of ${tool}`, unit: "ms", limit } as const;
    const seen = top?.tools[tool];
    return seen === undefined || seen.calls === 0 ? base : { ...base, measured: seen.p95, kept: seen.p95 <= limit };
  });
}

function worked({ failures, phases }: LoadFacts, top: LoadPhase | undefined, slo: Slo): Threshold {
  const limit = slo.availability;
  const base = { about: "availability", name: "calls that work", unit: "share", limit } as const;
  if (top === undefined) return base;
  const calls = callsIn([top]);
  // Failures are counted over the whole load: no more of them than that can be in this part of it.
  const ofLoad = sum(failures.filter((failure) => !failsAnyway(failure, phases)).map((failure) => failure.calls));
  const measured = 1 - Math.min(calls - okIn([top]), ofLoad) / calls;
  return { ...base, measured, kept: measured >= limit };
}

function recovered({ afterLoad }: LoadFacts, slo: Slo): Threshold {
  const limit = slo.recoveryMs;
  const base = { about: "recovery", name: "recovery after the load", unit: "ms", limit } as const;
  if (afterLoad === undefined || afterLoad.good + afterLoad.failed === 0) return base;
  const { quietMs, afterMs, failed } = afterLoad;
  if (afterMs === undefined || failed > 0) return { ...base, kept: false };
  const measured = quietMs + afterMs;
  if (measured <= limit) return { ...base, measured, kept: true };
  // The first look was too late to tell.
  return quietMs > limit ? { ...base, measured } : { ...base, measured, kept: false };
}

function noLeak({ probes }: LoadFacts, { kind }: Diagnosis): Threshold {
  const base = { about: "leak", name: "ways in which connections are kept", unit: "count", limit: 0 } as const;
  const leaking = probes.filter(({ until }) => until !== undefined).length;
  if (kind === "pool-leak") return { ...base, measured: Math.max(1, leaking), kept: false };
  if (kind === "generator-saturated" || probes.length === 0) return base;
  return leaking > 0 ? { ...base, measured: leaking } : { ...base, measured: 0, kept: true };
}
