import { createRequire } from "node:module";
import { createContext, runInContext } from "node:vm";
import type * as FastCheck from "fast-check";

/** Milliseconds one match may take: patterns come from the server under test, and some never end. */
const matchMs = 100;
/** Matches that may take too long before a pattern, and before every pattern, counts as unknown. */
const mostSlow = 3;
const mostSlowInAll = 40;
/** Characters of a pattern that is looked at, and of a text that is matched. */
const longestPattern = 1_000;
const longestText = 20_000;
/** How much a pattern may multiply its repetitions before no text is made for it. */
const mostRepeated = 20_000;
/** Texts made for one pattern. */
const tries = 6;

const slow = new Map<string, number>();
let slowInAll = 0;
const place = createContext({ pattern: "", text: "" });

/** True when the text matches the pattern of a schema, undefined where that cannot be told in time. */
export function matches(pattern: string, text: string): boolean | undefined {
  if (pattern.length > longestPattern || text.length > longestText) return undefined;
  place.pattern = pattern;
  place.text = text;
  // A busy machine can make an honest match slow, but not again and again.
  while ((slow.get(pattern) ?? 0) < mostSlow && slowInAll < mostSlowInAll) {
    const found = inTime();
    if (found !== "late") return found;
    slow.set(pattern, (slow.get(pattern) ?? 0) + 1);
    slowInAll += 1;
  }
  return undefined;
}

/** One match of what stands in the place; undefined for what is no pattern. */
function inTime(): boolean | undefined | "late" {
  for (const flags of ["u", ""]) {
    try {
      return runInContext(`new RegExp(pattern, "${flags}").test(text)`, place, { timeout: matchMs }) === true;
    } catch (cause) {
      if ((cause as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "late";
    }
  }
  return undefined;
}

/** A few texts that a pattern may take, always the same ones; none where it is more than can be made in bounded time. */
export function textsFor(pattern: string): readonly string[] {
  if (pattern.length > longestPattern || repeats(pattern) > mostRepeated) return [];
  const { sample, stringMatching } = fastCheck();
  for (const flags of ["u", ""]) {
    try {
      const texts = stringMatching(new RegExp(pattern, flags), { size: "xsmall" });
      return sample(texts, { numRuns: tries, seed: 1 });
    } catch {
      // Not a pattern of this kind, or one with parts that no text can be made for.
    }
  }
  return [];
}

/** How often the innermost part may be repeated, if all repetitions were nested. */
function repeats(pattern: string): number {
  const counts = [...pattern.matchAll(/\{(\d{1,9})/g)].map(([, count]) => Math.max(1, Number(count)));
  const groups = [...pattern.matchAll(/\)[+*{]/g)].map(() => 4);
  return [...counts, ...groups].reduce((product, count) => product * count, 1);
}

/** Loaded when it is first needed: most schemas have no pattern. */
function fastCheck(): typeof FastCheck {
  return createRequire(import.meta.url)("fast-check");
}
