import { describe, expect, it } from "vitest";
import { openCrowd } from "./crowd.ts";
import { runOpen } from "./run-open.ts";

/** Users whose turns end when they are let; when each was meant to begin, by user. */
function watched(ready: () => Promise<void>) {
  const seen = { meant: [] as number[], users: new Set<number>(), missed: 0, under: 0, mostUnder: 0 };
  const crowd = openCrowd((number) => ({
    async turn(meantAt) {
      seen.meant.push(meantAt);
      seen.users.add(number);
      seen.under += 1;
      seen.mostUnder = Math.max(seen.mostUnder, seen.under);
      await ready();
      seen.under -= 1;
    },
    miss() {
      seen.missed += 1;
    },
    leave: async () => undefined,
  }));
  return { crowd, seen };
}

/** A clock that a load looks at once in each tick, and that passes so much each time. */
function clock(stepMs: number): () => number {
  let ms = 1_000 - stepMs;
  return () => {
    ms += stepMs;
    return ms;
  };
}

const never = new AbortController().signal;
const atOnce = async (): Promise<void> => undefined;

describe("an open load", () => {
  it("begins each turn with the time that it was meant for, however seldom the clock is looked at", async () => {
    for (const stepMs of [1, 7, 40]) {
      const { crowd, seen } = watched(atOnce);
      const late: number[] = [];
      const rate = (ms: number) => (ms < 200 ? 500 : undefined);
      await runOpen({
        crowd,
        users: 7,
        rate,
        now: clock(stepMs),
        signal: never,
        mostAtOnce: 100,
        late: (ms) => late.push(ms),
      });
      const apart = seen.meant.slice(1).map((at, index) => at - (seen.meant[index] ?? 0));
      expect(new Set(apart)).toEqual(new Set([2]));
      expect(seen.meant.length).toBeGreaterThan(70);
      expect(seen.users.size).toBe(7);
      expect(Math.max(...late)).toBeLessThanOrEqual(stepMs);
    }
  });

  it("is no burst: a tick begins what is due and no more", async () => {
    const { crowd, seen } = watched(atOnce);
    const at: number[] = [];
    const now = clock(1);
    const rate = (ms: number) => {
      at.push(seen.meant.length);
      return ms < 100 ? 1_000 : undefined;
    };
    await runOpen({ crowd, users: 1, rate, now, signal: never, mostAtOnce: 100, late: () => undefined });
    const begun = at.slice(1).map((count, index) => count - (at[index] ?? 0));
    expect(Math.max(...begun)).toBeLessThanOrEqual(2);
  });

  it("has what there is no room for wait, and misses what there never was room for", async () => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { crowd, seen } = watched(() => ended);
    const rate = (ms: number) => {
      if (ms < 100) return 100;
      setTimeout(end, 10);
      return undefined;
    };
    await runOpen({ crowd, users: 2, rate, now: clock(1), signal: never, mostAtOnce: 3, late: () => undefined });
    expect(seen).toMatchObject({ under: 0, mostUnder: 3, missed: 7 });
    expect(seen.meant.length).toBe(3);
  });

  it("stands still at no arrivals, without catching up", async () => {
    const { crowd, seen } = watched(atOnce);
    const rate = (ms: number) => (ms < 50 ? 0 : ms < 70 ? 1_000 : undefined);
    await runOpen({ crowd, users: 1, rate, now: clock(1), signal: never, mostAtOnce: 10, late: () => undefined });
    expect(seen.meant.length).toBeLessThanOrEqual(22);
  });
});
