import { expect, test } from "vitest";
import type { Judged } from "./judge.ts";
import type { Finding } from "./outcome.ts";
import { type EntryResult, score, suiteNotBuilt } from "./score.ts";
import { table } from "./table.ts";

const alarm: Finding = { check: "a/b", suite: "a", verdict: "fail", because: "x", exchanges: [] };
const entries: EntryResult[] = [
  entry("hit", run("vulnerable", "hit", { found: true, fails: 1 }), run("fixed", "silent", { fails: 2 })),
  entry("missed", run("vulnerable", "miss", { found: false, because: "a | b <i> in /tmp/corpus-x/work" })),
  entry("late", run("vulnerable", "crashed", { found: false, because: "too slow" })),
  entry("waits", run("vulnerable", "skipped", { because: suiteNotBuilt }), run("fixed", "silent", {})),
  entry("alarm", run("fixed", "false-alarm", { fails: 2, falseAlarms: [alarm] })),
  { ...entry("none"), stopped: { state: "skipped", reason: "no database" } },
  { ...entry("broken"), kind: "broken", stopped: { state: "crashed", reason: "not JSON" } },
];

test("shares are of what ran, and the rest is counted apart", () => {
  const { score: total, counts } = score(entries);
  expect(total).toEqual({ recall: 1 / 3, precision: 0.75, falseAlarms: 1, inconclusive: 5, skipped: 2, crashed: 2 });
  expect(counts).toMatchObject({
    hits: 1,
    misses: 2,
    categories: { c: { hits: 1, misses: 2 } },
    failsOnSound: 4,
    silent: 2,
    suiteNotBuilt: 1,
    requests: 50,
  });
});

test("nothing that ran is nothing that was missed", () => {
  expect(score([]).score).toMatchObject({ recall: 1, precision: 1 });
});

test("the table has one line for each version and one for what did not run", () => {
  const text = table(entries, score(entries));
  const lines = text.split("\n").filter((line) => line.startsWith("| "));
  expect(lines).toHaveLength(2 + 9);
  expect(new Set(lines.map((line) => line.split("|").length)).size).toBe(1);
  expect(text).toContain("- missed 1.0: miss: a b i in …\n");
  expect(text).toContain("\n- 5: deaf");
  expect(text).toContain("- broken: crashed: not JSON");
  expect(text).not.toContain("- waits");
});

function entry(id: string, ...runs: Judged[]): EntryResult {
  const about = { kind: "vulnerable", category: "c", package: "p", ecosystem: "npm", suites: ["a"] } as const;
  return { id, ...about, runs, tapped: [], compared: [] };
}

function run(role: Judged["role"], verdict: Judged["verdict"], more: Partial<Judged>): Judged {
  const ran = verdict !== "crashed" && verdict !== "skipped";
  const counted = { fails: 0, suspected: 0, inconclusive: ran ? 1 : 0, requests: ran ? 10 : 0, seconds: ran ? 1 : 0 };
  const sampled = { results: 4, inconclusive: 2, parameters: 2, open: ran ? ["deaf"] : [] };
  return { role, version: "1.0", verdict, because: "", falseAlarms: [], sampled, ...counted, ...more };
}
