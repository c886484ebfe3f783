import { describe, expect, it } from "vitest";
import type { Latency, LoadFailure, LoadPhase } from "../../model/load/measured.ts";
import type { LoadObservation } from "../../model/load/observation.ts";
import type { Outcome } from "../../model/load/outcome.ts";
import type { LeakProbe, Recovery } from "../../model/load/probed.ts";
import { diagnose } from "./diagnose.ts";
import { usualSlo } from "./slo.ts";

/** Latencies that lie close together. */
const around = (ms: number, calls = 100): Latency => ({ calls, p50: ms, p95: 1.3 * ms, p99: 1.6 * ms, max: 2 * ms });
const none: Latency = { calls: 0, p50: 0, p95: 0, p99: 0, max: 0 };

interface Part {
  readonly ms: number;
  readonly perSecond: number;
  readonly control?: number;
  readonly failed?: Partial<Record<Outcome, number>>;
}

function phase(name: string, users: number, { ms, perSecond, control = 3, failed = {} }: Part): LoadPhase {
  const seconds = 3;
  const ok = perSecond === 0 ? none : around(ms, perSecond * seconds);
  return {
    name,
    users,
    startMs: 0,
    seconds,
    outcomes: { ok: ok.calls, ...failed },
    ok,
    tools: { find: ok },
    control: control === 0 ? none : around(control),
    throughput: perSecond,
  };
}

const baseline = phase("baseline", 1, { ms: 25, perSecond: 10 });
/** Ten at a time, 25 ms each: 400 a second. */
const tenAtOnce = [
  phase("step", 1, { ms: 25, perSecond: 40 }),
  phase("step", 5, { ms: 25, perSecond: 200 }),
  phase("step", 10, { ms: 25, perSecond: 400 }),
  phase("step", 50, { ms: 130, perSecond: 400 }),
  phase("profile", 50, { ms: 130, perSecond: 400 }),
];
const recovered: Recovery = {
  quietMs: 2_000,
  good: 6,
  failed: 0,
  ok: around(25, 6),
  control: around(3, 3),
  afterMs: 30,
  message: undefined,
  database: undefined,
};
const stillBad: Recovery = {
  ...recovered,
  quietMs: 5_000,
  good: 0,
  failed: 2,
  ok: none,
  afterMs: undefined,
  message: "timeout exceeded when trying to connect",
};
const noLeak: LeakProbe = {
  way: "error",
  misbehaved: 44,
  until: undefined,
  failedAfterMs: undefined,
  unanswered: false,
  message: undefined,
};
const leaked: LeakProbe = {
  ...noLeak,
  misbehaved: 7,
  until: 7,
  failedAfterMs: 5_003,
  message: "timeout exceeded when trying to connect",
};

function failure(message: string, more: Partial<LoadFailure> = {}): LoadFailure {
  const calls = more.calls ?? 100;
  const latency = around(200, calls);
  return {
    outcome: "tool-error",
    message,
    status: undefined,
    calls,
    firstCall: 500,
    firstMs: 9_000,
    users: 50,
    latency,
    quartiles: [190, 210],
    ...more,
  };
}

function load(more: Partial<LoadObservation> = {}): LoadObservation {
  return {
    plan: {
      users: 50,
      profile: "steady",
      seconds: 3,
      arrivalsPerSecond: undefined,
      mix: [{ tool: "find", args: {}, weight: 1, complexity: "simple" }],
      thinkMs: 0,
      fanOut: 1,
      cancelled: 0,
      disconnected: 0,
      callsPerSession: 0,
      abandoned: 0,
      timeoutMs: 15_000,
      warmUpSeconds: 0,
    },
    transport: "streamable-http",
    phases: [baseline, ...tenAtOnce],
    series: [],
    failures: [],
    probes: [noLeak],
    afterLoad: recovered,
    afterProbes: undefined,
    generator: {
      seconds: 20,
      saturated: 0,
      loopDelayP99Ms: 4,
      cpuShare: 0.2,
      schedulerLagP99Ms: 1,
      sockets: 50,
      openFiles: 90,
      exhausted: [],
    },
    ownership: { tools: [], checked: 0, foreign: [], lost: 0 },
    sessions: { opened: 50, refused: 0, ended: 50, abandoned: 0, memory: undefined },
    connectionsPerCall: undefined,
    resent: 0,
    ...more,
  };
}

const said = (more: Partial<LoadObservation> = {}) => diagnose(load(more), usualSlo);
const withTop = (part: Part): readonly LoadPhase[] => [
  baseline,
  ...tenAtOnce.slice(0, 3),
  phase("step", 50, part),
  phase("profile", 50, part),
];

describe("capacity", () => {
  it("a pool that keeps what is promised is in order, and its knee is told", () => {
    expect(said()).toMatchObject({ kind: "healthy", knee: 10 });
  });

  it("counts what is served at a time tool by tool: a mean of quick and slow ones is neither", () => {
    const of = (quick: number, slow: number) => ({ quick: around(2, quick), slow: around(200, slow) });
    const both = (part: LoadPhase, quick: number, slow: number) => ({ ...part, tools: of(quick, slow) });
    const plan = {
      ...load().plan,
      mix: ["quick", "slow"].map((tool) => ({ tool, args: {}, weight: 1, complexity: "simple" as const })),
    };
    // 12 slow ones in 3 s at 200 ms each are 0.8 of a connection, 300 quick ones 0.2 of one.
    const phases = [
      both(baseline, 15, 5),
      both(phase("step", 1, { ms: 2, perSecond: 90 }), 300, 12),
      both(phase("step", 50, { ms: 1_500, perSecond: 90 }), 300, 12),
      both(phase("profile", 50, { ms: 1_500, perSecond: 90 }), 300, 12),
    ].map((part) =>
      part.users === 50 ? { ...part, tools: { quick: around(1_500, 300), slow: around(1_700, 12) } } : part,
    );
    expect(said({ plan, phases })).toMatchObject({ kind: "pool-too-small", poolSize: 1 });
  });

  it("a small one is, too, as long as it does", () => {
    const small = [
      baseline,
      phase("step", 1, { ms: 25, perSecond: 40 }),
      phase("profile", 50, { ms: 700, perSecond: 75 }),
    ];
    expect(said({ phases: small })).toMatchObject({ kind: "healthy" });
  });

  it("one that makes callers wait is too small", () => {
    const phases = [
      baseline,
      phase("step", 1, { ms: 25, perSecond: 40 }),
      phase("step", 2, { ms: 25, perSecond: 80 }),
      phase("step", 50, { ms: 900, perSecond: 80 }),
      phase("profile", 50, { ms: 900, perSecond: 80 }),
    ];
    expect(said({ phases })).toMatchObject({ kind: "pool-too-small", poolSize: 2, knee: 2 });
  });

  it("one whose callers give up is too small however quick the others are, and says how long they wait", () => {
    const gaveUp = failure("timeout exceeded when trying to connect", { latency: around(402), quartiles: [400, 404] });
    const phases = withTop({ ms: 130, perSecond: 200, failed: { "tool-error": 100 } });
    expect(said({ phases, failures: [gaveUp] })).toMatchObject({ kind: "pool-too-small", acquireTimeoutMs: 402 });
  });

  it("does not blame the pool where calls fail for a reason that nothing tells", () => {
    const phases = withTop({ ms: 130, perSecond: 200, failed: { "tool-error": 100 } });
    expect(said({ phases, failures: [failure("boom")] })).toMatchObject({ kind: "inconclusive" });
  });

  it("a call that fails whoever asks is none of the load's", () => {
    const phases = withTop({ ms: 130, perSecond: 400, failed: { "tool-error": 60 } });
    const wrong = failure("invalid input syntax", { calls: 90, firstCall: 2 });
    expect(said({ phases, failures: [wrong] })).toMatchObject({ kind: "healthy" });
    expect(said({ phases, failures: [{ ...wrong, firstCall: 400 }] })).toMatchObject({ kind: "inconclusive" });
  });

  it("a blocked event loop shows in what needs no database", () => {
    const phases = withTop({ ms: 1_500, perSecond: 30, control: 1_200 });
    expect(said({ phases })).toMatchObject({ kind: "server-saturated" });
  });

  it("a busy server that keeps what is promised is in order", () => {
    expect(said({ phases: withTop({ ms: 200, perSecond: 400, control: 150 }) })).toMatchObject({ kind: "healthy" });
  });

  it("a control that is slow by itself is no sign of a busy server", () => {
    const slow = phase("baseline", 1, { ms: 25, perSecond: 10, control: 400 });
    const phases = [slow, ...withTop({ ms: 1_500, perSecond: 80, control: 600 }).slice(1)];
    expect(said({ phases })).toMatchObject({ kind: "pool-too-small" });
  });

  it("without a control a slow pool cannot be told from a slow server", () => {
    const silent = withTop({ ms: 1_500, perSecond: 80, control: 0 });
    expect(said({ phases: silent })).toMatchObject({ kind: "inconclusive" });
  });

  it("no sample is no pass", () => {
    const [first, ...rest] = withTop({ ms: 130, perSecond: 400 });
    const unmeasured = rest.map((one) => ({ ...one, tools: {} }));
    expect(said({ phases: [first as LoadPhase, ...unmeasured] })).toMatchObject({ kind: "inconclusive" });
    expect(said({ phases: withTop({ ms: 0, perSecond: 0 }) })).toMatchObject({ kind: "inconclusive" });
    expect(said({ phases: [baseline] })).toMatchObject({ kind: "inconclusive" });
    expect(said({ phases: [] })).toMatchObject({ kind: "inconclusive" });
    expect(said({ afterLoad: undefined })).toMatchObject({ kind: "inconclusive" });
    const cut = { ...recovered, good: 0, failed: 0, afterMs: undefined, message: undefined };
    expect(said({ afterLoad: cut }).because).toContain("ended before");
  });

  it("a load that ended before all users were there is not judged by fewer", () => {
    expect(said({ phases: [baseline, ...tenAtOnce.slice(0, 3)] })).toMatchObject({ kind: "inconclusive" });
  });
});

describe("a server that takes long for everything, even alone", () => {
  it("has no pool that is too small", () => {
    const one = { ms: 1_200, perSecond: 1, control: 1_150 };
    const slow = [
      phase("step", 1, one),
      phase("step", 2, one),
      phase("step", 50, { ...one, ms: 2_900, control: 2_000 }),
    ];
    const phases = [phase("baseline", 1, one), ...slow];
    expect(said({ phases }).kind).toBe("inconclusive");
  });
});

describe("answers that go to other callers", () => {
  it("leave nothing else to be told, whatever they look like", () => {
    const foreign = [{ call: "find", user: 1, owner: 2 }];
    const ownership = { tools: ["find"], checked: 100, foreign, lost: 9 };
    const phases = withTop({ ms: 25, perSecond: 100, failed: { timeout: 40 } });
    const failures = [failure("no answer", { outcome: "timeout", calls: 40 })];
    expect(said({ ownership, phases, failures, probes: [leaked] })).toMatchObject({
      kind: "inconclusive",
      because: expect.stringContaining("9 calls were not answered at all"),
    });
  });
});

describe("our own side", () => {
  it("a generator that was busy most of the time judges no server", () => {
    expect(said({ generator: { ...load().generator, saturated: 7 } })).toMatchObject({ kind: "generator-saturated" });
    expect(said({ generator: { ...load().generator, saturated: 5 } })).toMatchObject({ kind: "healthy" });
    expect(said({ generator: { ...load().generator, exhausted: ["EMFILE"] } })).toMatchObject({
      kind: "generator-saturated",
    });
  });

  it("a leak that one caller shows does not depend on it", () => {
    const generator = { ...load().generator, saturated: 20 };
    expect(said({ generator, probes: [leaked], afterProbes: stillBad })).toMatchObject({ kind: "pool-leak" });
  });
});

describe("leaks", () => {
  it.each(["error", "disconnect", "cancel"] as const)("on %s, with the size of the pool and its timeout", (way) => {
    expect(said({ probes: [{ ...leaked, way }], afterProbes: stillBad })).toMatchObject({
      kind: "pool-leak",
      way,
      poolSize: 7,
      acquireTimeoutMs: 5_003,
    });
  });

  it("callers who wait for good are told as waiting so long at the least", () => {
    const probe = { ...leaked, unanswered: true, failedAfterMs: 10_001, message: "no answer" };
    const diagnosis = said({ probes: [probe], afterProbes: { ...stillBad, message: "no answer" } });
    expect(diagnosis).toMatchObject({ kind: "pool-leak", atLeast: true });
    expect(diagnosis.because).toContain("timeout ≥ 10.0 s");
  });

  it("inside a transaction only where the database was seen, or says so", () => {
    const database = { connections: 10, active: 0, idleInTransaction: 7, waiting: 0 };
    expect(said({ probes: [leaked], afterProbes: stillBad })).not.toHaveProperty("inTransaction");
    expect(said({ probes: [leaked], afterProbes: { ...stillBad, database } })).toMatchObject({ inTransaction: true });
    const aborted = {
      ...leaked,
      until: 1,
      failedAfterMs: 4,
      message: "current transaction is aborted, commands ignored",
    };
    const after = { ...stillBad, message: aborted.message };
    expect(said({ probes: [aborted], afterProbes: after })).toMatchObject({ kind: "pool-leak", inTransaction: true });
  });

  it("connections without a pool leak until the database has no more", () => {
    const probe = { ...leaked, until: 37, failedAfterMs: 6, message: "sorry, too many clients already" };
    const diagnosis = said({ probes: [probe], afterProbes: { ...stillBad, message: probe.message } });
    expect(diagnosis).toMatchObject({ kind: "pool-leak", poolSize: 37 });
    expect(diagnosis).not.toHaveProperty("acquireTimeoutMs");
  });

  it("a server that comes back keeps nothing", () => {
    expect(said({ probes: [leaked], afterProbes: recovered })).toMatchObject({ kind: "healthy" });
    expect(said({ probes: [leaked], afterProbes: { ...stillBad, failed: 1 } })).toMatchObject({ kind: "healthy" });
  });

  it("a server that locks callers out after too many errors keeps nothing", () => {
    const locked = { ...leaked, failedAfterMs: 2, message: "circuit open" };
    expect(said({ probes: [locked], afterProbes: { ...stillBad, message: "circuit open" } }).kind).toBe("healthy");
    const limited = { ...leaked, message: "Rate limit exceeded" };
    expect(said({ probes: [limited], afterProbes: { ...stillBad, message: limited.message } }).kind).toBe("healthy");
  });

  it("a server that is dead as a whole is no leak, and not healthy either", () => {
    const died = { ...leaked, message: "boom" };
    for (const control of [none, around(900, 2)]) {
      const diagnosis = said({ probes: [died], afterProbes: { ...stillBad, message: "boom", control } });
      expect(diagnosis.kind).toBe("inconclusive");
      expect(diagnosis.because).toContain("after 7 calls that fail");
    }
    const gone = { ...leaked, failedAfterMs: 1, message: "ECONNRESET" };
    expect(
      said({ probes: [gone], afterProbes: { ...stillBad, message: "no session: ECONNREFUSED", control: none } }),
    ).toMatchObject({ kind: "inconclusive" });
  });

  it("a server whose one thread waits for a connection says itself that it is a leak", () => {
    const diagnosis = said({ probes: [leaked], afterProbes: { ...stillBad, control: around(3_000, 2) } });
    expect(diagnosis).toMatchObject({ kind: "pool-leak", poolSize: 7 });
    expect(diagnosis.because).toContain("the whole server waits");
  });

  it("takes the connections that the database shows for the size of the pool where they are fewer than misbehaved", () => {
    const shown = (connections: number) => ({ connections, active: 0, idleInTransaction: 0, waiting: 0 });
    const sized = (connections: number) =>
      said({ probes: [leaked], afterProbes: { ...stillBad, database: shown(connections) } }).poolSize;
    expect([sized(6), sized(0), sized(30)]).toEqual([6, 7, 7]);
  });

  it("says between what the size of the pool lies where several misbehaved at a time", () => {
    const probe = { ...leaked, until: 13, since: 8 };
    const diagnosis = said({ probes: [probe], afterProbes: stillBad });
    expect(diagnosis).toMatchObject({ kind: "pool-leak", poolSize: 13 });
    expect(diagnosis.because).toContain("after 9 to 13 of them");
    expect(said({ probes: [{ ...leaked, since: 6 }], afterProbes: stillBad }).because).toContain("after 7 of them");
  });

  it("shows after the load itself where its calls fail by themselves", () => {
    const phases = [baseline, phase("step", 1, { ms: 25, perSecond: 40, failed: { "tool-error": 10 } })];
    const failures = [
      failure("invalid input syntax", { calls: 10, firstCall: 3 }),
      failure("timeout exceeded when trying to connect"),
    ];
    expect(said({ phases, failures, probes: [], afterLoad: stillBad })).toMatchObject({
      kind: "pool-leak",
      way: "error",
      poolSize: 10,
    });
  });

  it("calls that are not answered after the load are a leak only where nothing can be left to do", () => {
    const left = (calls: number) => [failure("no answer", { outcome: "timeout", calls })];
    const after = { ...stillBad, quietMs: 2_000, message: "no answer" };
    expect(said({ failures: left(20), probes: [], afterLoad: after }).kind).toBe("pool-leak");
    expect(said({ failures: left(200), probes: [], afterLoad: after }).kind).toBe("inconclusive");
    const database = { connections: 10, active: 0, idleInTransaction: 0, waiting: 0 };
    expect(said({ failures: left(200), probes: [], afterLoad: { ...after, database } }).kind).toBe("pool-leak");
    const busy = { ...database, active: 10 };
    expect(said({ failures: left(20), probes: [], afterLoad: { ...after, database: busy } }).kind).toBe("inconclusive");
  });

  it("what fails after the load for a reason that nothing tells is no leak", () => {
    const after = { ...stillBad, message: "boom" };
    expect(said({ failures: [failure("boom")], probes: [], afterLoad: after })).toMatchObject({ kind: "inconclusive" });
  });
});

describe("connections", () => {
  const tooMany = failure("sorry, too many clients already");
  const phases = withTop({ ms: 130, perSecond: 200, failed: { "tool-error": 100 } });

  it("refused by the database under load and not afterwards: one for each call", () => {
    expect(said({ phases, failures: [tooMany] })).toMatchObject({ kind: "no-pooling" });
    expect(said({ phases, failures: [tooMany], connectionsPerCall: 1 })).toMatchObject({ kind: "no-pooling" });
  });

  it("refused though calls share them: more than the database allows, and no want of a pool", () => {
    const diagnosis = said({ phases, failures: [tooMany], connectionsPerCall: 0.02 });
    expect(diagnosis).toMatchObject({ kind: "inconclusive" });
    expect(diagnosis.because).toContain("more than it allows");
  });

  it("counted by the database, even where none was refused", () => {
    expect(said({ connectionsPerCall: 0.98 })).toMatchObject({ kind: "no-pooling" });
    expect(said({ connectionsPerCall: 0.2 })).toMatchObject({ kind: "healthy" });
  });
});

describe("time to recover", () => {
  it("counts from the end of the load, and is none where connections leak", () => {
    expect(said().recoveredAfterMs).toBe(2_030);
    expect(said({ afterLoad: { ...recovered, afterMs: undefined } })).not.toHaveProperty("recoveredAfterMs");
    expect(said({ probes: [leaked], afterProbes: stillBad })).not.toHaveProperty("recoveredAfterMs");
  });
});

describe("a busy generator", () => {
  const generator = { ...load().generator, saturated: 19 };
  const slow = withTop({ ms: 130, perSecond: 200, failed: { "tool-error": 100 } });

  it.each([
    ["rate-limited", { failures: [failure("Rate limit exceeded", { calls: 4_000 })] }],
    ["no-pooling", { phases: slow, failures: [failure("sorry, too many clients already")] }],
    ["no-pooling", { connectionsPerCall: 1 }],
  ] as const)("does not take from what the server or its database says: %s", (kind, more) => {
    expect(said({ generator, ...more })).toMatchObject({ kind });
  });

  it("takes from all that is timed", () => {
    const late = failure("timeout exceeded when trying to connect");
    expect(said({ generator })).toMatchObject({ kind: "generator-saturated" });
    expect(said({ generator, phases: slow, failures: [late] })).toMatchObject({ kind: "generator-saturated" });
  });
});

describe("sessions", () => {
  const refused = (calls: number, message = "no session: Maximum number of sessions reached") =>
    failure(message, { outcome: "rpc-error", calls });

  it("that are refused beyond a limit are no want of database connections", () => {
    const sessions = { ...load().sessions, opened: 20, refused: 900 };
    const diagnosis = said({ failures: [refused(900)], sessions });
    expect(diagnosis).toMatchObject({ kind: "rate-limited" });
    expect(diagnosis.because).toContain("20 were opened for 50 users");
  });

  it("that nobody gets, or few are refused, show no limit", () => {
    const opened = (count: number) => ({ sessions: { ...load().sessions, opened: count, refused: 900 } });
    expect(said({ failures: [refused(900)], ...opened(0) }).kind).not.toBe("rate-limited");
    // All got in at last.
    expect(said({ failures: [refused(900)], ...opened(49) }).kind).not.toBe("rate-limited");
    expect(said({ failures: [refused(3)], ...opened(20) }).kind).not.toBe("rate-limited");
    expect(said({ failures: [refused(900, "no session: boom")], ...opened(20) }).kind).not.toBe("rate-limited");
  });
});

describe("limits", () => {
  const phases = withTop({ ms: 25, perSecond: 100, failed: { "tool-error": 4_000 } });
  it.each<[string, Partial<LoadFailure>]>([
    ["HTTP 429", { outcome: "http-status", status: 429, message: "" }],
    ["the text of a tool", { outcome: "tool-error", message: "Rate limit exceeded" }],
    ["a JSON-RPC error", { outcome: "rpc-error", message: "-# Too many requests" }],
  ])("said as %s", (_, more) => {
    const failures = [failure("", { calls: 4_000, ...more })];
    expect(said({ phases, failures })).toMatchObject({ kind: "rate-limited", perSecond: 400 });
  });

  it("that not even one user keeps within", () => {
    const failures = [failure("", { outcome: "http-status", status: 429, calls: 1, firstCall: 1 })];
    const alone = phase("baseline", 1, { ms: 0, perSecond: 0, failed: { "http-status": 1 } });
    expect(said({ phases: [alone], failures })).toMatchObject({ kind: "rate-limited" });
  });

  it("met by a few calls only is none", () => {
    const failures = [failure("Rate limit exceeded", { calls: 20 })];
    expect(
      said({ phases: withTop({ ms: 130, perSecond: 400, failed: { "tool-error": 20 } }), failures }).kind,
    ).not.toBe("rate-limited");
  });
});
