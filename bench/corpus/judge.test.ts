import { describe, expect, test } from "vitest";
import type { Entry, Row } from "./entry.ts";
import { judge } from "./judge.ts";
import { matches } from "./matches.ts";
import type { Finding, Outcome } from "./outcome.ts";

const found: Finding = {
  check: "sql-injection/x",
  suite: "sql-injection",
  verdict: "fail",
  tool: "q",
  param: "a",
  because: "it wrote",
  exchanges: [],
};
const other: Finding = { ...found, tool: "other" };

describe("a row describes a finding", () => {
  const cases: [boolean, Partial<Row>][] = [
    [true, {}],
    [true, { tool: "q", param: "a" }],
    [false, { tool: "other" }],
    [false, { suite: "injection" }],
    [true, { check: "*/x" }],
    [true, { check: "*sql*" }],
    [false, { check: "*origin*" }],
  ];
  test.each(cases)("%s for %o", (yes, row) => {
    expect(matches({ suite: "sql-injection", ...row }, found)).toBe(yes);
  });
  test("whose parameter is inside the one named, and not one that only begins alike", () => {
    const row = { suite: "sql-injection", param: "filter" };
    const params = ["filter", "filter.city", "filter[0]", "filters", "city"];
    expect(params.map((param) => matches(row, { ...found, param }))).toEqual([true, true, true, false, false]);
  });
});

describe("a vulnerable version", () => {
  test("is a hit when one of the alternatives failed", () => {
    expect(judge(flawed, "vulnerable", "1", ran([other, found]))).toMatchObject({
      verdict: "hit",
      found: true,
      fails: 2,
    });
  });
  test.each(["suspected", "inconclusive", "pass", "error"] as const)(
    "is a miss, with what was said, when it is %s",
    (verdict) => {
      const judged = judge(flawed, "vulnerable", "1", ran([other, { ...found, verdict }]));
      expect(judged).toMatchObject({ verdict: "miss", found: false });
      expect(judged.because).toContain(`${verdict}: it wrote`);
    },
  );
  test("is a miss when the harness broke down, and says nothing when the server did", () => {
    const crash = (by: "entry" | "harness") => judge(flawed, "vulnerable", "1", { state: "crashed", by, reason: "r" });
    expect(crash("harness")).toMatchObject({ verdict: "crashed", found: false });
    expect(crash("entry").found).toBeUndefined();
  });
});

describe("a sound version", () => {
  test("that was mended is silent unless the same suite fails on the same tool", () => {
    expect(judge(flawed, "fixed", "2", ran([other]))).toMatchObject({ verdict: "silent", fails: 1, falseAlarms: [] });
    const again = { ...found, check: "sql-injection/another", param: "b" };
    expect(judge(flawed, "fixed", "2", ran([again, other])).falseAlarms).toEqual([again]);
  });
  test("that was always clean is silent but for what is known", () => {
    expect(judge(clean, "fixed", "2", ran([other]))).toMatchObject({ verdict: "false-alarm", falseAlarms: [other] });
    const known = { ...found, suite: "session-transport", check: "session-transport/foreign-origin-served" };
    expect(judge(clean, "fixed", "2", ran([known]))).toMatchObject({ verdict: "silent", fails: 1 });
  });
  test("counts what was left open on parameters of tools with a sample", () => {
    const open = { ...found, verdict: "inconclusive", because: "the tool is deaf" } as const;
    const findings: Finding[] = [
      { ...found, verdict: "pass" },
      { ...open, check: "sql-injection/y" },
      { ...found, param: "list[0].b", verdict: "fail" },
      { ...open, param: "list[0].b" },
      { ...open, param: "unsampled" },
      { ...found, verdict: "not-applicable" },
      { ...open, reason: "destructive" },
      { ...open, tool: "other" },
      { ...open, suite: "resilience" },
    ];
    expect(judge(clean, "fixed", "2", ran(findings))).toMatchObject({
      inconclusive: 6,
      sampled: { results: 5, inconclusive: 3, parameters: 2, open: ["the tool is deaf"] },
    });
  });
});

function ran(findings: Finding[]): Outcome {
  return { state: "ran", findings, requests: 10, seconds: 2 };
}

const common = {
  id: "one",
  package: "one",
  ecosystem: "npm",
  extraPackages: [],
  nativeBuild: [],
  needs: [],
  setup: {},
  server: { transport: "stdio", command: ["one"], env: {} },
  gauntlet: { samples: { q: { a: 1, list: [] } } },
} as const;
const flawed = {
  ...common,
  kind: "vulnerable",
  category: "sql-injection",
  versions: { vulnerable: "1", fixed: "2" },
  expect: { vulnerable: [{ suite: "sql-injection", tool: "q", param: "a" }], fixed: "silent", known: [] },
} as unknown as Entry;
const clean = {
  ...common,
  kind: "clean",
  versions: { fixed: "2" },
  expect: { fixed: "silent", known: [{ suite: "session-transport", check: "*origin*" }] },
} as unknown as Entry;
