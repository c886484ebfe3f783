import type { Random } from "../../../src/model/ports.ts";
import { leastQuestions } from "./series.ts";

/** Three numbers that fit or not; `broken` ones come in a question that cannot be read. */
export interface Condition {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly truth: "true" | "false" | "broken";
}

const truths = [
  ...Array.from({ length: 7 }, () => "true" as const),
  ...Array.from({ length: 4 }, () => "false" as const),
  ...Array.from({ length: leastQuestions - 11 }, () => "broken" as const),
];

/** Conditions `a = b - c` for one series: all look alike to whoever does not work them out. */
export function conditions(random: Random): readonly Condition[] {
  return truths.map((truth) => {
    const b = random.integer(5000, 9999);
    const c = random.integer(100, 999);
    return { a: truth === "false" ? b - c - random.integer(1, 99) : b - c, b, c, truth };
  });
}
