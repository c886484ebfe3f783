import type { Evidence } from "../../../src/model/check.ts";
import type { DatabaseChange } from "../../../src/model/database-change.ts";
import { isObject, type Json } from "../../../src/model/json.ts";
import type { Observation } from "../../../src/model/observation.ts";

/** What one look at the database saw. */
export interface Seen {
  readonly observation: Observation;
  readonly changes: readonly DatabaseChange[];
}

/** The look of a step; undefined where there was none, or it failed. Pure. */
export function seenAt({ observations }: Evidence, label: string): Seen | undefined {
  const observation = observations.find((one) => one.label === label && one.facts.error === undefined);
  return observation && { observation, changes: changesIn(observation.facts.changes) };
}

/** The changes that a fact holds; pure. */
export function changesIn(fact: Json | undefined): readonly DatabaseChange[] {
  return (Array.isArray(fact) ? fact : []).flatMap((one) =>
    isObject(one) && typeof one.what === "string" ? [{ what: one.what, how: String(one.how) }] : [],
  );
}

/** Changes in a sentence, the first ones of many. */
export function listed(changes: readonly DatabaseChange[]): string {
  const shown = changes.slice(0, 3).map(({ what, how }) => `${what} ${how}`);
  return `${shown.join(", ")}${changes.length > 3 ? ` and ${changes.length - 3} more` : ""}`;
}
