import { describe, expect, it } from "vitest";
import { profiles } from "../../model/load/plan.ts";
import { countAt, stagesOf } from "./stages.ts";

describe("a profile", () => {
  it.each(profiles)("%s lasts as long as it should and reaches its height, never more", (profile) => {
    const stages = stagesOf(profile, 50, 60);
    expect(stages.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(60);
    const counts = Array.from({ length: 5_999 }, (_, at) => countAt(stages, at / 100) ?? Number.NaN);
    expect(Math.round(Math.max(...counts))).toBe(50);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
    expect(countAt(stages, 60.001)).toBeUndefined();
  });

  it("goes in straight lines", () => {
    const ramp = stagesOf("ramp", 41, 100);
    expect([0, 20, 40, 80, 99].map((second) => countAt(ramp, second))).toEqual([1, 11, 21, 41, 41]);
    const spike = stagesOf("spike", 100, 100);
    expect([0, 29, 40, 60, 71, 99].map((second) => countAt(spike, second))).toEqual([10, 10, 100, 100, 10, 10]);
  });
});
