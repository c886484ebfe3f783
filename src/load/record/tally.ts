import type { Served } from "../../model/load/limits.ts";

/** Counts requests of somebody who asks for next to nothing. */
export interface Tally {
  /** Milliseconds that an answer took; undefined where none came. */
  add(ms: number | undefined): void;
  sum(): Served;
}

/** Nothing was asked yet. */
export function openTally(): Tally {
  let asked = 0;
  let answered = 0;
  let slowestMs = 0;
  return {
    add(ms) {
      asked += 1;
      if (ms === undefined) return;
      answered += 1;
      slowestMs = Math.max(slowestMs, ms);
    },
    sum: () => ({ asked, answered, slowestMs }),
  };
}
