import type { LoadFailure, LoadPhase } from "../../model/load/measured.ts";
import { causeOf } from "./failures.ts";
import { callsIn } from "./told.ts";

/** True for an error that one user alone met already, and that tells of no limit: what was asked was wrong. */
export function failsAnyway(failure: LoadFailure, phases: readonly LoadPhase[]): boolean {
  if (failure.outcome !== "tool-error" && failure.outcome !== "rpc-error") return false;
  const alone = callsIn(phases.filter(({ name }) => name === "baseline"));
  return failure.firstCall <= alone && causeOf(failure) === "other";
}
