import { expect, it } from "vitest";
import type { TapEvent, TappedStatement } from "../../model/tap.ts";
import { eventLine } from "./tap-line.ts";

const statement: TappedStatement = {
  connection: "c1",
  dialect: "postgres",
  text: "SELECT name\nFROM customers WHERE id = $1",
  cut: false,
  binds: ["7", null],
  transaction: "open",
  rows: 1,
  durationMs: 3.4,
  error: undefined,
  atMs: 0,
};
const lineOf = (changes: Partial<TappedStatement>) =>
  eventLine({ type: "statement", statement: { ...statement, ...changes } });

it("shows a statement on one line, with its values and what came of it", () => {
  expect(lineOf({})).toBe(
    "c1  SELECT name\\nFROM customers WHERE id = $1  [7, null]  (3 ms, 1 row, transaction open)\n",
  );
});

it("spells out what would move a terminal's cursor", () => {
  const error = { code: "42601", message: "syntax error at \u001b[2J" };
  expect(lineOf({ text: "SELECT '\u001b[31m'", binds: [], rows: undefined, error })).toBe(
    "c1  SELECT '\\u001b[31m'  (3 ms, transaction open, 42601 syntax error at \\u001b[2J)\n",
  );
});

it("cuts what is long, and says nothing of a mere change of state", () => {
  expect(lineOf({ text: "x".repeat(5_000) }).length).toBeLessThan(2_200);
  const state: TapEvent = { type: "state", connection: "c1", atMs: 0, state: "active" };
  expect(eventLine(state)).toBe("");
});
