import sqlite3 from "node-sqlite3-wasm";
import { describe, expect, it } from "vitest";
import { numbers } from "./digits.ts";

describe("numbers", () => {
  const database = new sqlite3.Database(":memory:");

  it.each([1, 2, 9, 10, 11, 57, 100, 101, 999, 1_000, 14_000, 100_007])("counts to %i, each number once", (count) => {
    const { from, number } = numbers(count);
    const [row] = database.all(
      `SELECT count(*) AS c, count(DISTINCT ${number}) AS d, min(${number}) AS a, max(${number}) AS z FROM ${from}`,
    );
    expect(row).toEqual({ c: count, d: count, a: 0, z: count - 1 });
  });
});
