import { describe, expect, it } from "vitest";
import { plainPlan } from "../../../test/plain-plan.ts";
import type { LoadPlan } from "../../model/load/plan.ts";
import type { Reply } from "../../model/reply.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import type { Called } from "../record/called.ts";
import type { LoadCall, LoadReply, LoadSession } from "../wire/load-session.ts";
import { newMember } from "./member.ts";

const good: Reply = { kind: "result", result: { content: [] } };
const refusal = (status: number, body = ""): Reply => ({ kind: "http-error", status, headers: {}, body });
const plain = plainPlan({
  users: 1,
  seconds: 1,
  mix: [{ tool: "a", args: {}, weight: 1, complexity: "simple" }],
  timeoutMs: 1_000,
});

/** One user; `answer` says what the call with this number, over the session with this number, comes to. */
function alone(
  plan: Partial<LoadPlan>,
  answer: (call: number, session: number, asked: LoadCall) => Reply | Promise<LoadReply>,
  opened: (session: number) => Reply | undefined = () => undefined,
) {
  const seen = {
    called: [] as Called[],
    asked: [] as LoadCall[],
    closed: [] as string[],
    resent: 0,
    sessions: { opened: 0, refused: 0, ended: 0, abandoned: 0 },
    atClose: [] as number[],
  };
  let count = 0;
  let under = 0;
  let clock = 0;
  const open = async (): Promise<LoadSession | Reply> => {
    const number = count++;
    const refused = opened(number);
    clock += 500;
    await new Promise(setImmediate);
    if (refused !== undefined) return refused;
    return {
      async ask(call) {
        seen.asked.push(call);
        under += 1;
        clock += 10;
        const said = await answer(seen.asked.length, number, call);
        await new Promise(setImmediate);
        under -= 1;
        return "kind" in said ? { reply: said, resent: 0 } : said;
      },
      async close(how) {
        seen.closed.push(`${number} ${how}`);
        seen.atClose.push(under);
      },
    };
  };
  const member = newMember(3, {
    plan: { ...plain, ...plan },
    now: () => clock,
    record: { call: (called) => void seen.called.push(called) },
    open,
    argumentsFor: (_share, user) => ({ mark: user }),
    judge: (_share, _user, _args, reply) => outcomeOf(reply),
    random: () => ({ integer: () => 42, word: () => "" }),
    signal: new AbortController().signal,
    sessions: seen.sessions,
    resent: (times) => {
      seen.resent += times;
    },
  });
  return { member, seen, outcomes: () => seen.called.map(({ outcome }) => outcome) };
}

describe("a user", () => {
  it("calls over one session with arguments of its own, and ends it", async () => {
    const { member, seen, outcomes } = alone({}, () => good);
    await member.turn(0);
    await member.turn(510);
    await member.leave();
    expect(outcomes()).toEqual(["ok", "ok"]);
    // To open the session took 500, which is no part of the call.
    expect(seen.called.map(({ ms }) => ms)).toEqual([10, 10]);
    expect(seen.asked[0]?.params).toEqual({ name: "a", arguments: { mark: 3 } });
    expect(seen.asked[1]?.params).toBe(seen.asked[0]?.params);
    expect(seen.sessions).toEqual({ opened: 1, refused: 0, ended: 1, abandoned: 0 });
    expect(seen.closed).toEqual(["0 ended"]);
  });

  it("counts from when a turn was meant to begin", async () => {
    const { member, seen } = alone({}, () => good);
    await member.turn(0);
    await member.turn(110);
    expect(seen.called[1]?.ms).toBe(410);
  });

  it("opens one session for turns that overlap, and ends it when the last has ended", async () => {
    const { member, seen } = alone({ callsPerSession: 2 }, () => good);
    await Promise.all([member.turn(0), member.turn(0), member.turn(0)]);
    expect(seen.sessions).toEqual({ opened: 1, refused: 0, ended: 1, abandoned: 0 });
    expect(seen.atClose).toEqual([0]);
  });

  it("calls many times at once", async () => {
    const { member, seen } = alone({ fanOut: 20 }, () => good);
    await member.turn(0);
    expect(seen.called.length).toBe(20);
  });

  it.each([
    [0, { ended: 3, abandoned: 0 }],
    [1, { ended: 0, abandoned: 3 }],
  ])("begins a new session after some calls, of which a share of %d is left", async (abandoned, tally) => {
    const { member, seen } = alone({ callsPerSession: 2, abandoned }, () => good);
    for (let turn = 0; turn < 6; turn++) await member.turn(0);
    await member.leave();
    expect(seen.sessions).toEqual({ opened: 3, refused: 0, ...tally });
  });

  it("does not count a call that it left itself", async () => {
    const left = async (): Promise<LoadReply> => ({ reply: { kind: "closed", why: "" }, resent: 0, left: true });
    const { member, seen } = alone({ disconnected: 0.5, cancelled: 0.5 }, left);
    for (let turn = 0; turn < 30; turn++) await member.turn(0);
    expect(seen.called).toEqual([]);
    expect(new Set(seen.asked.map(({ leave }) => leave?.how))).toEqual(new Set(["cancel", "disconnect"]));
  });

  it("begins a new session where the server lost it, and the call has failed", async () => {
    for (const lost of [refusal(404), refusal(400, "Bad Request: No valid session ID provided")]) {
      const { member, seen, outcomes } = alone({}, (call) => (call === 2 ? lost : good));
      for (let turn = 0; turn < 3; turn++) await member.turn(0);
      expect(outcomes()).toEqual(["ok", "http-status", "ok"]);
      expect(seen.sessions.opened).toBe(2);
    }
  });

  it("sends a call again with a new token where the old one was good before", async () => {
    const { member, seen, outcomes } = alone({}, (call) => (call === 2 ? refusal(401) : good));
    for (let turn = 0; turn < 3; turn++) await member.turn(0);
    expect(outcomes()).toEqual(["ok", "ok", "ok"]);
    expect([seen.resent, seen.sessions.opened]).toEqual([1, 2]);
  });

  it("does not come back at once where it was told that it is too much", async () => {
    for (const status of [429, 503]) {
      const { member } = alone({}, () => refusal(status));
      const began = performance.now();
      await member.turn(0);
      expect(performance.now() - began).toBeGreaterThan(80);
    }
  });

  it("does not where it never was", async () => {
    const { member, seen, outcomes } = alone({}, () => refusal(401));
    await member.turn(0);
    await member.turn(0);
    expect(outcomes()).toEqual(["http-status", "http-status"]);
    expect([seen.resent, seen.sessions.opened]).toEqual([0, 2]);
  });

  it("that is refused is counted, and tries again", async () => {
    const { member, seen } = alone(
      {},
      () => good,
      (session) => (session === 0 ? refusal(503) : undefined),
    );
    await member.turn(0);
    await member.turn(0);
    expect(seen.called).toMatchObject([{ tool: "(session)", outcome: "http-status", status: 503 }, { outcome: "ok" }]);
    expect(seen.sessions).toMatchObject({ opened: 1, refused: 1 });
  });

  it("draws by weight", async () => {
    const mix = [9, 1].map((weight) => ({ tool: `t${weight}`, args: {}, weight, complexity: "simple" }) as const);
    const { member, seen } = alone({ mix }, () => good);
    for (let turn = 0; turn < 1_000; turn++) await member.turn(0);
    const rare = seen.called.filter(({ tool }) => tool === "t1").length;
    expect(rare).toBeGreaterThan(60);
    expect(rare).toBeLessThan(140);
  });
});
