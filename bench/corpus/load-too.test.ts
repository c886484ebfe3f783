import { expect, test } from "vitest";
import { readEntry } from "./entry.ts";
import { expectsLoad, loadToo } from "./load-too.ts";
import type { Finding, Outcome } from "./outcome.ts";

function entry(kind: "vulnerable" | "clean", suite: string) {
  const scored = { fixed: "silent" };
  const read = readEntry(
    JSON.stringify({
      id: "x",
      kind,
      category: "c",
      package: "p",
      versions: kind === "clean" ? { fixed: "2" } : { vulnerable: "1", fixed: "2" },
      server: { transport: "stdio", command: ["x"] },
      expect: kind === "clean" ? scored : { ...scored, vulnerable: [{ suite: "other" }, { suite }] },
    }),
  );
  if (typeof read === "string") throw new Error(read);
  return read;
}

const finding = (check: string): Finding => ({ check, suite: "s", verdict: "fail", because: "", exchanges: [] });
const ran = (check: string, seconds: number): Outcome & { state: "ran" } => {
  return { state: "ran", findings: [finding(check)], requests: 5, seconds };
};

test("a load is made where it may find the flaw and can be made", () => {
  expect(expectsLoad(entry("vulnerable", "load"), ["load"])).toBe(true);
  expect(expectsLoad(entry("vulnerable", "load"), ["other"])).toBe(false);
  expect(expectsLoad(entry("vulnerable", "another"), ["load"])).toBe(false);
  expect(expectsLoad(entry("clean", "load"), ["load"])).toBe(false);
});

test("what both found counts, and so do the requests and the time of both", () => {
  const both = loadToo(ran("a/b", 2), { ...ran("load/c", 3), cutShort: "late" });
  expect(both).toEqual({
    state: "ran",
    findings: [finding("a/b"), finding("load/c")],
    requests: 10,
    seconds: 5,
    cutShort: "late",
  });
});

test("one that broke down is what the version came to", () => {
  const crashed: Outcome = { state: "crashed", by: "harness", reason: "no report" };
  expect(loadToo(crashed, ran("load/c", 3))).toBe(crashed);
  expect(loadToo(ran("a/b", 2), crashed)).toBe(crashed);
});
