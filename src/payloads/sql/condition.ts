import type { Random } from "../../model/ports.ts";

/** What a condition is to a database: something that holds, something that does not, or no condition at all. */
export type Truth = "true" | "false" | "invalid";

/**
 * A comparison of numbers drawn at random. All three kinds have the same length and look alike to whoever does not work them
 * out: they differ in the last digits of the first number, or in one missing sign.
 */
export function condition(random: Random, truth: Truth): string {
  const b = random.integer(5000, 9999);
  const c = random.integer(100, 999);
  const a = truth === "true" ? b - c : b - c - random.integer(1, 99);
  return truth === "invalid" ? `${a} ${b}-${c}` : `${a}=${b}-${c}`;
}

/**
 * An expression that is 1 where the condition holds, and an error where it does not: all four databases refuse the largest
 * negative number without its sign, or the division. Nothing is read or changed either way.
 */
export function oneIf(holds: string): string {
  return `(CASE WHEN ${holds} THEN 1 WHEN abs(-9223372036854775807-1)/0>0 THEN 1 END)`;
}
