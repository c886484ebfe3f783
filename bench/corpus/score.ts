import type { Compared } from "./compare.ts";
import type { Judged } from "./judge.ts";
import type { Sampled } from "./sampled.ts";

/** All that is known of one entry after a run. */
export interface EntryResult {
  readonly id: string;
  readonly kind: "vulnerable" | "clean" | "broken";
  readonly category: string;
  readonly package: string;
  readonly ecosystem: string;
  /** Suites that are expected to find the flaw. */
  readonly suites: readonly string[];
  /** Why it could not run at all; then there are no runs. */
  readonly stopped?: { readonly state: "skipped" | "crashed"; readonly reason: string };
  readonly runs: readonly Judged[];
  /** The same with the tap between the server and its database, where it can stand there. */
  readonly tapped: readonly Judged[];
  readonly compared: readonly Compared[];
}

/** The score of docs/corpus.md, and the numbers it is made of. Shares are from 0 to 1. */
export interface Score {
  /** 1 when nothing vulnerable ran. */
  readonly recall: number;
  /** 1 when nothing was reported on fixed and clean servers. */
  readonly precision: number;
  readonly falseAlarms: number;
  /** Results that are `inconclusive`, of all runs. */
  readonly inconclusive: number;
  /** Entries of which a version did not run for want of something, or because the suite that should find it is not built. */
  readonly skipped: number;
  /** Entries of which a version broke, or that could not be read. */
  readonly crashed: number;
}

/** What stands behind a score. */
export interface Counts {
  readonly hits: number;
  readonly misses: number;
  /** The two by kind of flaw. */
  readonly categories: Readonly<Record<string, { readonly hits: number; readonly misses: number }>>;
  /** All `fail` on fixed and clean versions, false alarms or not. */
  readonly failsOnSound: number;
  readonly silent: number;
  /** Entries whose flaw no suite looks for yet: they count for precision alone. */
  readonly suiteNotBuilt: number;
  readonly sampled: Sampled;
  readonly requests: number;
  readonly seconds: number;
}

/** What says that a vulnerable version was left out because there is no suite that could find it. */
export const suiteNotBuilt = "suite not built";

/** Adds up what the entries gave. */
export function score(entries: readonly EntryResult[]): { readonly score: Score; readonly counts: Counts } {
  const runs = entries.flatMap((entry) => entry.runs);
  const sum = (value: (run: Judged) => number) => runs.reduce((total, run) => total + value(run), 0);
  const stopped = (state: "skipped" | "crashed") =>
    entries.filter((entry) => entry.stopped?.state === state || entry.runs.some((run) => run.verdict === state)).length;
  const hits = runs.filter((run) => run.found === true).length;
  const misses = runs.filter((run) => run.found === false).length;
  const falseAlarms = sum((run) => run.falseAlarms.length);
  const failsOnSound = sum((run) => (run.role === "fixed" ? run.fails : 0));
  return {
    score: {
      recall: hits + misses === 0 ? 1 : hits / (hits + misses),
      precision: failsOnSound === 0 ? 1 : 1 - falseAlarms / failsOnSound,
      falseAlarms,
      inconclusive: sum((run) => run.inconclusive),
      skipped: stopped("skipped"),
      crashed: stopped("crashed"),
    },
    counts: {
      hits,
      misses,
      categories: categories(entries),
      failsOnSound,
      silent: runs.filter((run) => run.verdict === "silent").length,
      suiteNotBuilt: runs.filter((run) => run.because === suiteNotBuilt).length,
      sampled: {
        results: sum((run) => run.sampled.results),
        inconclusive: sum((run) => run.sampled.inconclusive),
        parameters: sum((run) => run.sampled.parameters),
        open: runs.flatMap((run) => run.sampled.open),
      },
      requests: sum((run) => run.requests),
      seconds: sum((run) => run.seconds),
    },
  };
}

function categories(entries: readonly EntryResult[]): Counts["categories"] {
  const tried = entries.filter(({ runs }) => runs.some(({ found }) => found !== undefined));
  const names = [...new Set(tried.map(({ category }) => category))].sort();
  return Object.fromEntries(
    names.map((name) => {
      const runs = tried.filter(({ category }) => category === name).flatMap((entry) => entry.runs);
      const count = (wanted: boolean) => runs.filter(({ found }) => found === wanted).length;
      return [name, { hits: count(true), misses: count(false) }];
    }),
  );
}
