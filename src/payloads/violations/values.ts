import fc from "fast-check";
import type { Json } from "../../model/json.ts";

/** A value that an argument should not have, and what is wrong with it. */
export interface Violation {
  readonly name: string;
  readonly value: Json;
}

/** Bytes of the long value: more than any field is meant for, and less than servers refuse unread. */
const longLength = 70_000;
/** Levels of the deep value: more than any schema, fewer than `limits.jsonDepth`, beyond which our own side reads no message. */
const depth = 150;

/** Values that break what is behind an argument of one type, the most telling first: the same in every run. */
export function violationsOf(type: "string" | "number" | "integer" | "boolean" | "unknown"): readonly Violation[] {
  const wrongType: Violation =
    type === "string" ? { name: "object", value: { not: "text" } } : { name: "text", value: "gauntlet" };
  return [
    wrongType,
    { name: "quote", value: "gauntlet'\"`\\" },
    { name: "nul", value: "gauntlet\u0000end" },
    { name: "null", value: null },
    { name: "array", value: ["gauntlet", 7] },
    { name: "huge number", value: type === "string" ? "9".repeat(400) : 1e308 },
    { name: "negative", value: type === "string" ? "-1" : -1 },
    { name: "surrogate", value: "gauntlet\ud800" },
    { name: "long", value: "A".repeat(longLength) },
    { name: "deep", value: nested(depth) },
    {
      name: "prototype",
      value: JSON.parse('{"__proto__": {"gauntlet": 1}, "constructor": {"prototype": {"gauntlet": 1}}}'),
    },
    { name: "template", value: "%s%n{{7*7}}<%= 7 * 7 %>" },
    { name: "not a date", value: "2026-02-30T25:61:61Z" },
  ];
}

/** Some values drawn from everything that JSON can hold, by seed. */
export function drawnViolations(seed: number, count: number): readonly Violation[] {
  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.jsonValue({ maxDepth: 4 }),
  );
  return fc.sample(anything, { seed, numRuns: count }).map((value, index) => ({
    name: `drawn ${index + 1}`,
    value: JSON.parse(JSON.stringify(value)),
  }));
}

function nested(levels: number): Json {
  let value: Json = "gauntlet";
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}
