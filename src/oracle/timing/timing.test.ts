import { describe, expect, it } from "vitest";
import { doseEffect, type Timed } from "./dose-effect.ts";
import { trendChance } from "./trend-chance.ts";
import { usualTime } from "./usual-time.ts";

describe("trendChance", () => {
  it("is one of all orders where everything rises", () => {
    expect(trendChance([[1], [2], [3]])).toBeCloseTo(1 / 6, 12);
    expect(
      trendChance([
        [1, 2, 3, 4, 5, 6, 7],
        [8, 9, 10],
        [11, 12, 13, 14],
      ]),
    ).toBeCloseTo(1 / 120_120, 12);
  });

  it("is certain where nothing does, and ties do not rise", () => {
    expect(trendChance([[3], [2], [1]])).toBe(1);
    expect(
      trendChance([
        [1, 1],
        [1, 1],
      ]),
    ).toBe(1);
  });

  it("counts every order once", () => {
    // Of the six orders of one, two and three, three have two rising pairs at least.
    expect(trendChance([[1], [3], [2]])).toBeCloseTo(3 / 6, 12);
  });
});

const series = (ms: (dose: number, at: number) => number): Timed[] =>
  [0, 0.75, 0, 0.25, 0.75, 0, 0, 0.25, 0.75, 0, 0, 0.25, 0.75, 0].map((dose, at) => ({ dose, ms: ms(dose, at) }));

describe("doseEffect", () => {
  it("sees a delay that follows the doses, through jitter and one slow call", () => {
    const jitter = [3, 41, 17, 90, 5, 66, 12, 30, 71, 8, 99, 54, 20, 35];
    const effect = doseEffect(series((dose, at) => 20 + dose * 1000 + (jitter[at] ?? 0)));
    expect(effect?.slope).toBeCloseTo(1, 0);
    expect(effect?.falseAlarm).toBeLessThan(1e-5);
    const hung = series((dose, at) => 20 + dose * 1000 + (jitter[at] ?? 0) + (at === 5 ? 350 : 0));
    expect(doseEffect(hung)).toBeDefined();
  });

  it.each([
    ["the same time for all", () => 50],
    ["a limit of the rate that makes later calls slower", (_: number, at: number) => at * 80],
    ["a trend that is not in proportion", (dose: number) => (dose > 0.5 ? 5000 : dose * 100)],
    ["a hundredth of the delay", (dose: number) => dose * 10],
  ])("does not see one in %s", (_, ms) => {
    expect(doseEffect(series(ms))).toBeUndefined();
  });

  it("raises no more false alarms on noise than it says", () => {
    let state = 7;
    const noise = () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return (state / 2 ** 31) ** 4 * 3000;
    };
    const alarms = Array.from({ length: 6_000 }, () => doseEffect(series(noise))).filter(Boolean);
    expect(alarms.length).toBeLessThanOrEqual(3);
  });
});

it("usualTime is not moved by a few slow calls", () => {
  expect(usualTime([5, 6, 7, 5, 6, 7, 5, 6, 900, 6])).toEqual({ middleMs: 6, spreadMs: 895 });
  expect(usualTime([])).toEqual({ middleMs: 0, spreadMs: 0 });
});
