import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { plainPlan } from "../../../test/plain-plan.ts";
import { placeAt } from "../../engine/arguments/path.ts";
import { seededRandom } from "../../engine/random.ts";
import type { LoadObservation } from "../../model/load/observation.ts";
import type { Share } from "../../model/load/plan.ts";
import type { Reply } from "../../model/reply.ts";
import { diagnose } from "../../oracle/load/diagnose.ts";
import { usualSlo } from "../../oracle/load/slo.ts";
import { marksOf } from "../owners/marks.ts";
import { openOwners } from "../owners/owners.ts";
import type { LoadSession } from "../wire/load-session.ts";
import { type Pace, usualPace } from "./pace.ts";
import { runLoad } from "./run-load.ts";
import type { LoadSetup } from "./setup.ts";

const good: Share = { tool: "find", args: { id: 7 }, weight: 1, complexity: "simple" };
const bad: Share = { ...good, args: { id: "wrong" } };
/** Everything at once: what is asked is in memory. */
const pace: Pace = {
  ...usualPace,
  baselineCalls: 5,
  steps: [1, 2],
  stepLeastMs: 60,
  stepMostMs: 200,
  callsOfEach: 2,
  restMs: 5,
  longestRestMs: 500,
  quietMs: 5,
  longestQuietMs: 20,
  betweenMs: 1,
  mostMisbehaved: 12,
  patienceMs: 150,
};
const acquireMs = 60;

type Leak = "error" | "disconnect" | "cancel" | "never";

/** A server with so many connections, of which it keeps those of calls that end so. Statements take 20 ms: less than a timer of a busy machine is late would not be told from it. */
function pooled(size: number, leak: Leak, waitMs = acquireMs): LoadSetup["open"] {
  let free = size;
  const waiting: (() => void)[] = [];
  const acquire = async (): Promise<boolean> => {
    if (free > 0) {
      free -= 1;
      return true;
    }
    return new Promise((resolve) => {
      const served = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(served), 1);
        resolve(false);
      }, waitMs);
      waiting.push(served);
    });
  };
  const release = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  const find = async (id: unknown, left: () => Leak | undefined): Promise<Reply> => {
    if (!(await acquire())) return failed("timeout exceeded when trying to connect");
    await wait(20);
    const how = id === 7 ? left() : "error";
    if (how === undefined || how !== leak) release();
    return id === 7 ? { kind: "result", result: { content: [] } } : failed("invalid input syntax");
  };
  const session: LoadSession = {
    async ask({ method, params, timeoutMs, leave }) {
      if (method === "ping") return { reply: { kind: "result", result: {} }, resent: 0 };
      let over = false;
      const gone = (): Leak | undefined => (leave !== undefined && over ? leave.how : undefined);
      const { id } = params.arguments as { id: unknown };
      const limitMs = leave === undefined ? timeoutMs : leave.afterMs;
      const late = wait(limitMs).then((): Reply => {
        over = true;
        return { kind: "timeout", afterMs: limitMs };
      });
      const reply = await Promise.race([find(id, gone), late]);
      return { reply, resent: 0, ...(leave !== undefined && reply.kind === "timeout" ? { left: true } : {}) };
    },
    close: async () => undefined,
  };
  return async () => session;
}

/** The same server with a tool beside it that needs no connection. */
function besides(open: LoadSetup["open"]): LoadSetup["open"] {
  return async (user) => {
    const session = await open(user);
    if (!("ask" in session)) return session;
    return {
      ...session,
      async ask(call) {
        if (call.params.name !== "hours") return session.ask(call);
        await wait(1);
        return { reply: { kind: "result", result: { content: [] } }, resent: 0 };
      },
    };
  };
}

function failed(text: string): Reply {
  return { kind: "tool-error", result: { content: [{ type: "text", text }], isError: true } };
}

function run(
  open: LoadSetup["open"],
  more: Partial<LoadSetup> & { readonly mix?: readonly Share[] } = {},
): Promise<LoadObservation> {
  return runLoad({
    plan: plainPlan({ users: 4, seconds: 0.2, mix: more.mix ?? [good], timeoutMs: 500 }),
    pace,
    transport: "streamable-http",
    open,
    control: { method: "ping", params: {} },
    bad: async () => ({ calls: [bad], spent: 0 }),
    owners: openOwners(new Map(), marksOf("abc"), placeAt),
    redact: (text) => text.replaceAll("hunter2", "[secret]"),
    random: (user) => seededRandom(1, "load", user),
    sockets: () => 0,
    signal: new AbortController().signal,
    stage: () => undefined,
    ...more,
  });
}

const quiet = {
  seconds: 1,
  saturated: 0,
  loopDelayP99Ms: 0,
  cpuShare: 0,
  schedulerLagP99Ms: 0,
  sockets: 0,
  openFiles: 0,
  exhausted: [],
};
/** The machine of a test may be busy with other tests. */
const said = (load: LoadObservation) => diagnose({ ...load, generator: quiet }, usualSlo);

describe("a load", () => {
  it.each(["error", "disconnect", "cancel"] as const)(
    "finds what is kept on %s, and the exact size of the pool",
    async (leak) => {
      const load = await run(pooled(5, leak));
      expect(load.probes.at(-1)).toMatchObject({ way: leak, until: 5, unanswered: false });
      expect(said(load)).toMatchObject({ kind: "pool-leak", way: leak, poolSize: 5 });
    },
  );

  it("says of callers who wait for good how long it waited", async () => {
    const load = await run(pooled(3, "error", 5_000));
    expect(said(load)).toMatchObject({ kind: "pool-leak", poolSize: 3, atLeast: true });
  });

  it("finds nothing in a server that is in order, and tries every way", async () => {
    const load = await run(pooled(2, "never"));
    expect(load.probes.map(({ way, until }) => [way, until])).toEqual([
      ["error", undefined],
      ["disconnect", undefined],
      ["cancel", undefined],
    ]);
    expect(said(load).kind).toBe("healthy");
  });

  it("takes calls back only, where there is no connection of each call to close", async () => {
    const load = await run(pooled(2, "never"), { transport: "stdio" });
    expect(load.probes.map(({ way }) => way)).toEqual(["error", "cancel"]);
  });

  it("finds a leak of one tool beside others that need no connection, whichever comes first", async () => {
    const hours: Share = { ...good, tool: "hours", args: {} };
    for (const mix of [
      [hours, good],
      [good, hours],
    ]) {
      const load = await run(besides(pooled(4, "error")), { mix });
      expect(load.probes).toMatchObject([{ way: "error", until: 4, since: 3 }]);
      // Of the tool that does not work, not of the other that does.
      expect(load.afterProbes).toMatchObject({ good: 0, failed: 2, afterMs: undefined });
      expect(said(load)).toMatchObject({ kind: "pool-leak", poolSize: 4 });
    }
  });

  it("tells how it is after the load of the tool that does not come back, not of the others", async () => {
    const hours: Share = { ...good, tool: "hours", args: {} };
    const load = await run(besides(pooled(3, "error")), { mix: [hours, good, bad] });
    expect(load.afterLoad).toMatchObject({ good: 0, failed: 2 });
    expect(said(load)).toMatchObject({ kind: "pool-leak", way: "error" });
  });

  it("lets several misbehave at a time where calls are slow, and says between what the size lies", async () => {
    const slow = { ...pace, longestProbeMs: 60, mostMisbehaved: 40 };
    const load = await run(pooled(9, "error"), { pace: slow });
    const [{ since = 0, until = 0 } = {}] = load.probes;
    expect(since).toBeLessThan(9);
    expect(until).toBeGreaterThanOrEqual(9);
    expect(until - since).toBeLessThanOrEqual(5);
  });

  it("counts the connections that were spent while bad calls were looked for", async () => {
    const open = pooled(6, "error");
    const spending = async (session: LoadSession) => {
      for (let call = 0; call < 2; call++)
        await session.ask({ method: "tools/call", params: { arguments: bad.args }, timeoutMs: 100 });
      return { calls: [bad], spent: 2 };
    };
    expect((await run(open, { bad: spending })).probes[0]).toMatchObject({ until: 6, since: 3 });
  });

  it("does not say that it tried what came to nothing wrong", async () => {
    const load = await run(pooled(2, "never"), { bad: async () => ({ calls: [good], spent: 0 }) });
    expect(load.probes.map(({ way }) => way)).toEqual(["disconnect", "cancel"]);
  });

  it("does not say so either where nobody else could call meanwhile", async () => {
    const open = pooled(2, "never");
    let over = false;
    const closing: LoadSetup["open"] = async (user) => (over ? { kind: "closed", why: "gone" } : open(user));
    const bad = async () => {
      over = true;
      return { calls: [{ ...good, args: { id: "wrong" } }], spent: 2 };
    };
    const load = await run(closing, { bad });
    expect(load.afterLoad?.good).toBeGreaterThan(0);
    expect(load.probes).toEqual([]);
  });

  it("knows what our own machine had no more of", async () => {
    const open = pooled(2, "never");
    const why = "connect EMFILE 127.0.0.1:80 - Local (undefined:undefined)";
    const load = await run(async (user) => (user >= 2 ? { kind: "closed", why } : open(user)));
    expect(load.generator.exhausted).toEqual(["EMFILE"]);
    expect(diagnose(load, usualSlo)).toMatchObject({ kind: "generator-saturated" });
  });

  it("says with how many users calls failed, the last answers of a step included", async () => {
    const load = await run(pooled(1, "never", 3));
    expect(load.failures.length).toBeGreaterThan(0);
    for (const { users } of load.failures) expect(users).toBeGreaterThan(1);
    expect(said(load)).toMatchObject({ kind: "pool-too-small" });
  });

  it("ends early where its own calls use the pool up, and still says why", async () => {
    const load = await run(pooled(3, "error"), { mix: [good, bad] });
    expect(load.probes).toEqual([]);
    expect(said(load)).toMatchObject({ kind: "pool-leak", way: "error" });
  });
});

describe("a server that does not play along", () => {
  const refused: Reply = { kind: "http-error", status: 503, headers: {}, body: "hunter2 is busy" };

  it("opens no session: nothing is loaded, and it is told", async () => {
    const load = await run(async () => refused);
    expect(load.phases.map(({ name }) => name)).toEqual(["baseline"]);
    expect(load.failures).toMatchObject([
      { outcome: "http-status", status: 503, message: "no session: [secret] is busy" },
    ]);
    expect(said(load)).toMatchObject({ kind: "inconclusive" });
  });

  it("opens none for the beat or for some users: the others go on", async () => {
    const open = pooled(2, "never");
    const load = await run(async (user) => (user >= 2 ? refused : open(user)));
    expect(load.sessions.refused).toBeGreaterThan(0);
    expect(load.failures).toMatchObject([{ outcome: "http-status", status: 503 }]);
    expect(load.phases.at(-1)?.ok.calls).toBeGreaterThan(0);
  });

  it("never answers the control: it is not asked for ever", async () => {
    let asked = 0;
    const open = pooled(2, "never");
    const deaf = async (user: number): Promise<LoadSession | Reply> => {
      const session = await open(user);
      if (!("ask" in session)) return session;
      return {
        ...session,
        ask: async (call) => {
          if (call.method !== "ping") return session.ask(call);
          asked += 1;
          await wait(20);
          return { reply: { kind: "timeout", afterMs: 20 }, resent: 0 };
        },
      };
    };
    const load = await run(deaf);
    expect(asked).toBeLessThanOrEqual(3 * 4);
    expect(load.phases[0]?.control.calls).toBe(0);
  });

  it("is left at once where the load is given up", async () => {
    const given = new AbortController();
    const load = run(pooled(2, "never"), { signal: given.signal });
    setTimeout(() => given.abort(), 50);
    const began = performance.now();
    const { afterLoad, probes } = await load;
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(afterLoad).toBeUndefined();
    expect(probes).toEqual([]);
  });
});
