import { HarnessError } from "../../model/errors.ts";
import type { JsonObject } from "../../model/json.ts";
import { type Reference, referencesIn } from "./references.ts";

/** Calls that may come one before the other for one sample. */
const longestChain = 4;

/** Refuses samples whose earlier calls go round in circles, are too many in a row, or have a teardown that cannot work. */
export function checkReferences(samples: Readonly<Record<string, JsonObject>>): void {
  const referencesOf = (tool: string): readonly Reference[] =>
    Object.hasOwn(samples, tool) ? referencesIn(samples[tool] ?? {}) : [];

  const follow = (chain: readonly string[]): void => {
    const tool = chain.at(-1) ?? "";
    for (const { from } of referencesOf(tool)) {
      const longer = [...chain, from];
      if (chain.includes(from)) {
        throw invalid(`samples go round in circles: ${longer.join(" → ")}`, "One of them needs a value of its own.");
      }
      if (chain.length > longestChain) {
        throw invalid(
          `samples.${chain[0]} needs more than ${longestChain} earlier calls, one before the other`,
          "Give one of them a value of its own.",
        );
      }
      follow(longer);
    }
  };

  for (const tool of Object.keys(samples)) {
    follow([tool]);
    for (const { from, teardown } of referencesOf(tool)) {
      if (teardown === undefined || referencesOf(teardown).some((other) => other.from === from)) continue;
      throw invalid(
        `samples.${tool} names ${teardown} as teardown, but samples.${teardown} takes nothing from ${from}`,
        `Add "${teardown}": { … { "from": "${from}", "path": "…" } } to samples, so that it removes what ${from} made.`,
      );
    }
  }
}

function invalid(what: string, hint: string): HarnessError {
  return new HarnessError("config-invalid", `The config cannot be used: ${what}.`, hint);
}
