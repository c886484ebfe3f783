import type { LoadPlan } from "../src/model/load/plan.ts";

/** Users who call one tool as fast as they are answered, and leave nothing and nobody; but for `changes`. */
export function plainPlan(changes: Partial<LoadPlan>): LoadPlan {
  return {
    users: 50,
    profile: "steady",
    seconds: 5,
    arrivalsPerSecond: undefined,
    mix: [{ tool: "find_order", args: { id: 7 }, weight: 1, complexity: "simple" }],
    thinkMs: 0,
    fanOut: 1,
    cancelled: 0,
    disconnected: 0,
    callsPerSession: 0,
    abandoned: 0,
    timeoutMs: 30_000,
    warmUpSeconds: 0,
    ...changes,
  };
}
