import { describe, expect, it } from "vitest";
import type { Check } from "../../src/model/check.ts";
import type { LoadFacts } from "../../src/model/load/observation.ts";
import { imaginedLoad, judgedLoad, phase, rested } from "../../test/imagined-load.ts";
import foreignReply from "./foreign-reply.ts";
import noPooling from "./no-pooling.ts";
import poolExhausted from "./pool-exhausted.ts";
import poolLeaked from "./pool-leaked.ts";
import rateLimitMissing from "./rate-limit-missing.ts";
import serverSaturated from "./server-saturated.ts";
import sloBroken from "./slo-broken.ts";
import slowRecovery from "./slow-recovery.ts";

const calm = phase("baseline", 1, 22);
const [probe] = imaginedLoad({}).probes;
if (probe === undefined) throw new Error("no probe");
const leaking = {
  ...probe,
  misbehaved: 10,
  until: 10,
  failedAfterMs: 5_001,
  message: "timeout exceeded when trying to connect",
};
const stillFailing = { ...rested, quietMs: 5_000, good: 0, failed: 2, afterMs: undefined };
const leak = { probes: [leaking], afterProbes: stillFailing };
const slow = [calm, phase("step", 10, 200), phase("step", 50, 1_200), phase("profile", 50, 1_200)];
const tooMany = {
  outcome: "tool-error",
  message: "sorry, too many clients already",
  status: undefined,
  calls: 92,
  firstCall: 1,
  firstMs: 100,
  users: 50,
  latency: { calls: 92, p50: 217, p95: 300, p99: 400, max: 500 },
  quartiles: [200, 230],
} as const;
const busy = [calm, { ...phase("step", 50, 1_000), control: { ...calm.control, p50: 900 } }];
const saturated = { ...imaginedLoad({}).generator, saturated: 15 };

describe("checks of a load", () => {
  it.each<[Check, string, Partial<LoadFacts>, string]>([
    [poolLeaked, "a server that stands it", {}, "pass"],
    [poolLeaked, "calls that keep their connection", { probes: [leaking], afterProbes: stillFailing }, "fail"],
    [poolLeaked, "a server whose calls cannot be made to fail", { probes: [] }, "inconclusive"],
    [poolLeaked, "a good call that failed once", { probes: [leaking], afterProbes: rested }, "inconclusive"],
    [poolLeaked, "our own limit", { generator: saturated }, "inconclusive"],
    [poolExhausted, "a server that stands it", {}, "pass"],
    [poolExhausted, "a pool of two", { phases: slow }, "fail"],
    [noPooling, "a server that stands it", {}, "inconclusive"],
    [noPooling, "one connection a call, refused", { failures: [tooMany] }, "fail"],
    [noPooling, "one connection a call, counted", { connectionsPerCall: 1 }, "fail"],
    [noPooling, "a pool, counted", { connectionsPerCall: 0.01 }, "pass"],
    [serverSaturated, "a server that stands it", {}, "pass"],
    [noPooling, "one connection a call, beside a leak", { ...leak, connectionsPerCall: 1 }, "inconclusive"],
    [serverSaturated, "one thread that waits, beside a leak", { ...leak, phases: busy }, "inconclusive"],
    [serverSaturated, "a leak", leak, "pass"],
    [serverSaturated, "one thread for all", { phases: busy }, "fail"],
    [foreignReply, "answers to who asked", {}, "pass"],
    [
      foreignReply,
      "an answer to somebody else",
      { ownership: { tools: ["t"], checked: 9, foreign: [{ call: "t", user: 1, owner: 2 }], lost: 0 } },
      "fail",
    ],
    [
      foreignReply,
      "answers that say nothing of who asked",
      { ownership: { tools: [], checked: 0, foreign: [], lost: 0 } },
      "inconclusive",
    ],
    [sloBroken, "a server that stands it", {}, "pass"],
    [sloBroken, "slow calls", { phases: slow }, "fail"],
    [
      sloBroken,
      "calls that fail",
      { phases: [calm, phase("profile", 50, 50, { timeout: 9 })], failures: [{ ...tooMany, outcome: "timeout" }] },
      "fail",
    ],
    [
      sloBroken,
      "calls that a limit refuses",
      {
        phases: [calm, phase("profile", 50, 50, { "rpc-error": 400 })],
        failures: [{ ...tooMany, message: "Rate limit exceeded", calls: 400 }],
      },
      "inconclusive",
    ],
    [sloBroken, "users that nobody serves", { phases: [calm, phase("step", 20, 50)] }, "fail"],
    [
      sloBroken,
      "a load that was cut short",
      { phases: [calm, phase("step", 20, 50)], afterLoad: undefined },
      "inconclusive",
    ],
    [slowRecovery, "calls that only become as quick again", { afterLoad: { ...rested, afterMs: 9_000 } }, "fail"],
    [slowRecovery, "a first look that came too late", { afterLoad: { ...rested, quietMs: 20_000 } }, "inconclusive"],
    [sloBroken, "no calls at all", { phases: [calm] }, "inconclusive"],
    [slowRecovery, "a server that comes back", {}, "pass"],
    [slowRecovery, "one that does not", { afterLoad: stillFailing }, "fail"],
    [rateLimitMissing, "no limit", {}, "noted"],
    [
      rateLimitMissing,
      "a few that were refused",
      { failures: [{ ...tooMany, calls: 3, status: 429 }] },
      "inconclusive",
    ],
  ])("%# says of %s", (check, _, changes, verdict) => {
    expect(judgedLoad(check, imaginedLoad(changes))).toMatchObject({ verdict });
  });

  it("hold what was promised against it", () => {
    const strict = { simpleP95Ms: 100, complexP95Ms: 100, availability: 0.999, recoveryMs: 10_000 };
    expect(judgedLoad(sloBroken, imaginedLoad({}), strict)).toMatchObject({ verdict: "fail" });
  });

  it("have nothing to say where no load could be made", () => {
    const made = { why: "no tool works" } as unknown as LoadFacts;
    expect(judgedLoad(sloBroken, made)).toMatchObject({ verdict: "inconclusive", because: "no tool works" });
  });
});
