import { describe, expect, it } from "vitest";
import { usualPace } from "./pace.ts";
import { turnsAtOnce } from "./probe-leaks.ts";

const pace = { ...usualPace, mostMisbehaved: 44, longestProbeMs: 8_000 };

/** Rounds of as many as there should be until it is enough, where one round takes so long: how many misbehaved, how often, how long. */
function course(calmMs: number, roundMs: number) {
  const counts: number[] = [];
  let turn = 0;
  for (;;) {
    const count = turnsAtOnce(pace, calmMs, { turn, rounds: counts.length, passedMs: counts.length * roundMs });
    if (count === 0) break;
    counts.push(count);
    turn += count;
  }
  return { turn, counts, ms: counts.length * roundMs };
}

describe("misbehaving calls", () => {
  it("are made one by one where that can be done in time", () => {
    const { counts, turn } = course(60, 140);
    expect(turn).toBe(44);
    expect(Math.max(...counts)).toBe(1);
  });

  it("of a slow tool are made several at a time after the first, so that enough of them are", () => {
    const { counts, turn, ms } = course(250, 575);
    expect(turn).toBe(44);
    expect(counts.slice(0, 4)).toEqual([1, 1, 1, 1]);
    expect(Math.max(...counts)).toBe(5);
    expect(ms).toBeLessThan(9_000);
  });

  it("of a very slow tool end in three times the time, with more than a pool usually has", () => {
    const { counts, turn, ms } = course(1_000, 2_300);
    expect(Math.max(...counts)).toBe(5);
    expect(turn).toBeGreaterThan(20);
    expect(ms).toBeLessThan(3 * 8_000 + 2 * 2_300);
  });
});
