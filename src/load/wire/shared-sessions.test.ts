import { describe, expect, it } from "vitest";
import type { LoadSession } from "./load-session.ts";
import { shareSessions } from "./shared-sessions.ts";

function opener() {
  const seen = { opened: [] as number[], closed: 0, under: 0, mostUnder: 0, over: new Set<number>() };
  const open = async (number: number): Promise<LoadSession> => {
    seen.opened.push(number);
    seen.under += 1;
    seen.mostUnder = Math.max(seen.mostUnder, seen.under);
    await new Promise(setImmediate);
    seen.under -= 1;
    seen.over.delete(number);
    return {
      ask: async () => ({ reply: { kind: "result", result: {} }, resent: 0 }),
      async close() {
        seen.closed += 1;
      },
      over: () => seen.over.has(number),
    };
  };
  return { seen, open };
}

describe("shared sessions", () => {
  it("are one for all users, closed by who opened it and not by them", async () => {
    const { seen, open } = opener();
    const shared = shareSessions(open, { most: 1, atOnce: 2 });
    const sessions = await Promise.all([0, 1, 2].map((user) => shared.open(user)));
    for (const session of sessions) if ("ask" in session) await session.close("ended");
    expect([seen.opened, seen.closed, shared.size]).toEqual([[0], 0, 1]);
    await shared.close();
    expect([seen.closed, shared.size]).toEqual([1, 0]);
  });

  it("are capped, and only so many are opened at the same time", async () => {
    const { seen, open } = opener();
    const shared = shareSessions(open, { most: 5, atOnce: 2 });
    await Promise.all(Array.from({ length: 12 }, (_, user) => shared.open(user)));
    expect(seen.opened.toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(seen.mostUnder).toBe(2);
    await shared.close();
    expect(seen.closed).toBe(5);
  });

  it("are opened anew, once, where one is over", async () => {
    const { seen, open } = opener();
    const shared = shareSessions(open, { most: 1, atOnce: 1 });
    await shared.open(0);
    seen.over.add(0);
    await Promise.all([shared.open(0), shared.open(1)]);
    expect(seen.opened).toEqual([0, 0]);
    await shared.close();
  });

  it("that were refused are asked for again", async () => {
    let asked = 0;
    const shared = shareSessions(
      async () => {
        asked += 1;
        return { kind: "closed", why: "no" };
      },
      { most: 1, atOnce: 1 },
    );
    expect(await shared.open(0)).toEqual({ kind: "closed", why: "no" });
    expect(await shared.open(0)).toEqual({ kind: "closed", why: "no" });
    expect(asked).toBe(2);
    await shared.close();
  });
});
