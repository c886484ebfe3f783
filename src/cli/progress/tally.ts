import type { Event } from "../../model/event.ts";
import { type Verdict, verdicts } from "../../model/verdict.ts";

/** How far one check has got. */
export interface CheckState {
  readonly planned: number;
  readonly done: number;
  readonly counts: Readonly<Partial<Record<Verdict, number>>>;
}

/** What a run has told so far, check by check. */
export interface Tally {
  /** Takes one event; gives the id of the check that it completed, if it did. */
  add(event: Event): string | undefined;
  of(check: string): CheckState;
}

/** Starts an empty tally. */
export function openTally(): Tally {
  const checks = new Map<string, CheckState>();
  const of = (check: string): CheckState => checks.get(check) ?? { planned: 0, done: 0, counts: {} };
  return {
    of,
    add(event) {
      if (event.type === "planned") {
        // a second plan (checks that run after the others) adds to the first
        for (const { check, subjects } of event.checks) {
          checks.set(check, { ...of(check), planned: of(check).planned + subjects });
        }
      }
      if (event.type !== "subject-finished") return undefined;
      const before = of(event.check);
      const count = (before.counts[event.verdict] ?? 0) + 1;
      const after = { ...before, done: before.done + 1, counts: { ...before.counts, [event.verdict]: count } };
      checks.set(event.check, after);
      return after.done === after.planned ? event.check : undefined;
    },
  };
}

/** `2 fail, 1 pass`, worst first. */
export function countsText({ counts }: CheckState): string {
  return [...verdicts]
    .reverse()
    .filter((verdict) => counts[verdict] !== undefined)
    .map((verdict) => `${counts[verdict]} ${verdict}`)
    .join(", ");
}
