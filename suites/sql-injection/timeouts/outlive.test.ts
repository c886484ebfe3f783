import { describe, expect, it } from "vitest";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { refused, said } from "../../../test/imagined-server.ts";
import check from "../statement-outlives-its-limit.ts";
import { counting, roundRows, sleeping } from "./slow-statements.ts";

/** What came back, how late, and how long it should have taken. */
interface Told {
  readonly label: string;
  readonly reply: Reply;
  readonly durationMs: number;
}

const promised = 2;
const value = "1234567890";

/** The judgement on a tool that takes SQL and answered as told. */
function judged(told: readonly Told[]): ReturnType<typeof check.judge> {
  const exchanges = told.map((one, at) => ({
    id: `r1.${at}`,
    role: one.label.endsWith(":long") ? "attack" : "control",
    facts: one.label === "takes-sql" ? { computed: value } : { computed: value, promised },
    request: { method: "tools/call", params: {} },
    ...one,
  })) as unknown as readonly Exchange[];
  return check.judge({ subject: { key: "t.q" }, exchanges, observations: [] });
}

const takesSql = { label: "takes-sql", reply: said(value), durationMs: 3 };
const short = { label: "sleep:short", reply: said(value), durationMs: 1_004 };
const long = (reply: Reply, durationMs: number) => ({ label: "sleep:long", reply, durationMs });
const gone: Reply = { kind: "timeout", afterMs: 3_000 };

describe("statement-outlives-its-limit judges", () => {
  it.each([
    ["a value that came too late", [short, long(said(value), 3_004)], "fail"],
    ["a value that came in time, whatever was slept", [short, long(said(value), 1_900)], "inconclusive"],
    ["an error in time", [short, long(refused("canceling statement due to statement timeout"), 2_003)], "pass"],
    ["an error that came late, as from a sleeping connection", [short, long(refused("timeout"), 3_100)], "pass"],
    ["another value, as of a sleep that was interrupted", [short, long(said("1234567891"), 2_003)], "pass"],
    ["a refusal at once", [short, long(refused("no sleeping"), 4)], "inconclusive"],
    ["no reply at all", [short, long(gone, 3_000)], "inconclusive"],
    ["no short statement that worked", [{ ...short, reply: refused("no") }], "inconclusive"],
    ["a promise too long to try", [], "inconclusive"],
  ])("%s", (_, told, verdict) => {
    expect(judged([takesSql, ...told]).verdict).toBe(verdict);
  });

  it("says what to do when the request ended first", () => {
    expect(judged([takesSql, short, long(gone, 3_000)]).because).toContain("--timeout");
  });
});

describe("slow statements", () => {
  const marker = { a: 30_000, b: 40_000, product: "1200000000" };

  it("sleep in every dialect that can", () => {
    expect(sleeping("sqlserver", marker, 2.5)).toContain("WAITFOR DELAY '00:00:02.500'");
    expect(sleeping("sqlite", marker, 2.5)).toBeUndefined();
    for (const dialect of ["postgres", "mysql"] as const) expect(sleeping(dialect, marker, 2.5)).toContain("(2.5)");
  });

  it("count a number of rows that is cheap to make, and no fewer than asked for", () => {
    expect([1, 99, 101, 145_000, 1_000_000].map(roundRows)).toEqual([1, 99, 110, 150_000, 1_000_000]);
    expect(counting(marker, 150_000)).toMatch(/^SELECT count\(\*\)-150000\+30000\*40000 /);
  });
});
