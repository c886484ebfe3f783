import type { Check } from "../src/model/check.ts";
import type { Exchange } from "../src/model/exchange.ts";
import type { Json } from "../src/model/json.ts";
import type { Latency, LoadPhase } from "../src/model/load/measured.ts";
import type { LoadFacts } from "../src/model/load/observation.ts";
import type { Outcome } from "../src/model/load/outcome.ts";
import type { Recovery } from "../src/model/load/probed.ts";
import type { Judgement } from "../src/model/verdict.ts";
import { plainPlan } from "./plain-plan.ts";

/** Latencies of so many calls, all about as long. */
export function about(ms: number, calls = 500): Latency {
  return { calls, p50: ms, p95: 1.5 * ms, p99: 2 * ms, max: 3 * ms };
}

/** A phase in which calls took so long; `failed` of them failed in this way. */
export function phase(
  name: string,
  users: number,
  ms: number,
  failed: Partial<Record<Outcome, number>> = {},
): LoadPhase {
  const ok = about(ms);
  return {
    name,
    users,
    startMs: 0,
    seconds: 3,
    outcomes: { ok: ok.calls, ...failed },
    ok,
    tools: { find_order: ok },
    control: about(2),
    throughput: (1_000 * users) / ms,
  };
}

/** How it was after a rest: all well. */
export const rested: Recovery = {
  quietMs: 2_000,
  good: 5,
  failed: 0,
  ok: about(22, 5),
  control: about(2, 5),
  afterMs: 5,
  message: undefined,
  database: undefined,
};

/** A load of 50 users on a server that stands it, but for `changes`. */
export function imaginedLoad(changes: Partial<LoadFacts>): LoadFacts {
  return {
    plan: plainPlan({}),
    transport: "streamable-http",
    phases: [phase("baseline", 1, 22), phase("step", 10, 24), phase("step", 50, 120), phase("profile", 50, 120)],
    failures: [],
    probes: [
      {
        way: "error",
        misbehaved: 44,
        until: undefined,
        failedAfterMs: undefined,
        unanswered: false,
        message: undefined,
      },
    ],
    afterLoad: rested,
    afterProbes: undefined,
    generator: {
      seconds: 20,
      saturated: 0,
      loopDelayP99Ms: 5,
      cpuShare: 0.2,
      schedulerLagP99Ms: 1,
      sockets: 50,
      openFiles: 80,
      exhausted: [],
    },
    ownership: { tools: ["find_order"], checked: 2_000, foreign: [], lost: 0 },
    sessions: { opened: 50, refused: 0, ended: 50, abandoned: 0, memory: undefined },
    connectionsPerCall: undefined,
    resent: 0,
    ...changes,
  };
}

/** What a check says of a load, held to a level. */
export function judgedLoad(check: Check, load: LoadFacts, slo?: Readonly<Record<string, number>>): Judgement {
  const control = {
    id: "r1.1",
    role: "control",
    label: "still there",
    facts: {},
    principal: "",
    session: "s1",
    round: 1,
    request: { method: "tools/list", params: {} },
    reply: { kind: "result", result: { tools: [] } },
    sightings: [],
    atMs: 0,
    durationMs: 1,
  } as unknown as Exchange;
  const facts = { ...load, ...(slo === undefined ? {} : { slo }) } as unknown as Record<string, Json>;
  const seen = { id: "r1.o1", kind: "load", label: "load", facts, round: 1, atMs: 0 } as const;
  return check.judge({ subject: { key: "the load" }, exchanges: [control], observations: [seen] });
}
