import type { LoadPhase } from "../../model/load/measured.ts";
import type { LoadObservation } from "../../model/load/observation.ts";
import { failsAnyway } from "./fails-anyway.ts";
import type { Slo } from "./slo.ts";
import { callsIn, okIn, sum } from "./told.ts";

/** Whether calls were as good as they should be. `unknown` where one of them was not measured: nothing passes without a sample. */
export type Kept = "kept" | "slow" | "failing" | "unknown";

/** Holds one phase to what is promised. Calls that fail whoever asks say nothing of the load. */
export function sloKept(
  { plan, failures, phases }: Pick<LoadObservation, "plan" | "failures" | "phases">,
  phase: LoadPhase,
  slo: Slo,
): Kept {
  const calls = callsIn([phase]);
  if (calls === 0) return "unknown";
  const ofLoad = failures.filter((failure) => !failsAnyway(failure, phases));
  // Failures are counted over the whole load: no more of them than that can be in this part of it.
  const failed = Math.min(calls - okIn([phase]), sum(ofLoad.map((failure) => failure.calls)));
  if (1 - failed / calls < slo.availability) return "failing";
  const held = plan.mix.map(({ tool, complexity }) => {
    const seen = phase.tools[tool];
    if (seen === undefined || seen.calls === 0) return "unknown";
    return seen.p95 <= (complexity === "simple" ? slo.simpleP95Ms : slo.complexP95Ms) ? "kept" : "slow";
  });
  if (held.length === 0) return "unknown";
  return held.find((one) => one === "slow") ?? held.find((one) => one === "unknown") ?? "kept";
}
