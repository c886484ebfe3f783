import type { Random } from "../../../src/model/ports.ts";
import type { Question } from "./series.ts";

/**
 * Objects in place of one value. Each kind of answer is asked for with the valid value inside and outside the object, first
 * and last: a server that takes any object for a match, flattens it, or searches its text falls out of step. What must not
 * answer matches nothing at all, since `not this one` might by chance count as many as this one.
 */
export function operatorQuestions(base: string | number, random: Random): readonly Question[] {
  const other = (): string | number => nonsense(base, random);
  const holding = [
    { $eq: base },
    { $in: [base] },
    { $in: [other(), base] },
    { $in: [base, other()] },
    { $not: { $ne: base } },
    { $eq: base, $ne: other() },
    { $nin: [other()], $eq: base },
  ];
  const failing = [
    { $eq: other() },
    { $in: [] },
    { $in: [other(), other()] },
    { $ne: base, $in: [base] },
    { $nin: [base], $eq: base },
    { $not: { $eq: base }, $in: [other(), base] },
    { $eq: base, $ne: base },
    { [`$gauntlet${random.word(6)}`]: base },
    { [`$gauntlet${random.word(6)}`]: [base] },
  ];
  return [...holding.map((value) => ({ value, holds: true })), ...failing.map((value) => ({ value, holds: false }))];
}

/** A value of the same type that no record holds. */
export function nonsense(base: string | number, random: Random): string | number {
  return typeof base === "number" ? random.integer(700_000_000, 1_900_000_000) : random.word(12);
}
