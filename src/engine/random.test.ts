import { describe, expect, it } from "vitest";
import { seededRandom } from "./random.ts";

const take = (seed: number, ...keys: string[]): string => {
  const random = seededRandom(seed, ...keys);
  return `${random.word(12)} ${random.integer(1, 1_000_000)} ${random.word(12)}`;
};

describe("seededRandom", () => {
  it("gives the same values for the same seed and keys, other values for others", () => {
    expect(take(7, "check", "subject")).toBe(take(7, "check", "subject"));
    expect(new Set([take(7, "a", "b"), take(8, "a", "b"), take(7, "ab"), take(7, "b", "a")]).size).toBe(4);
  });

  it("stays within the bounds it is given", () => {
    const random = seededRandom(1);
    const drawn = Array.from({ length: 2000 }, () => random.integer(3, 6));
    expect(new Set(drawn)).toEqual(new Set([3, 4, 5, 6]));
  });
});
