import { expect, it } from "vitest";
import { compare } from "./compare.ts";
import type { Finding, Outcome } from "./outcome.ts";

const found = (param: string, verdict: Finding["verdict"], exchanges: number): Finding => ({
  check: "sql-injection/argument-in-sql-text",
  suite: "sql-injection",
  verdict,
  tool: "find",
  param,
  because: "b",
  exchanges: Array.from({ length: exchanges }, (_, at) => `r1.${at}`),
});
const ran = (...findings: Finding[]): Outcome => ({ state: "ran", findings, requests: 1, seconds: 1 });

it("tells where the two contradict each other, and where one alone concludes", () => {
  const off = ran(
    found("a", "pass", 90),
    found("b", "inconclusive", 80),
    found("c", "fail", 60),
    found("d", "pass", 9),
  );
  const on = ran(found("a", "fail", 8), found("b", "pass", 4), found("c", "fail", 6));
  expect(compare(off, on)).toEqual({
    results: 3,
    differences: ["sql-injection/argument-in-sql-text find a: pass without the tap, fail with it"],
    concludedOff: 0,
    concludedOn: 1,
    requestsOff: [90, 80, 60],
    requestsOn: [8, 4, 6],
  });
});

it("compares nothing with a run that broke", () => {
  expect(compare(ran(found("a", "pass", 1)), { state: "skipped", reason: "r" })).toMatchObject({ results: 0 });
});
