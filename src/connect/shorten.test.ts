import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../model/json.ts";
import { shorten } from "./shorten.ts";

describe("shorten", () => {
  it("leaves alone what is small", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (value) => {
        expect(shorten(value as JsonObject)).toEqual(value);
      }),
    );
  });

  it("keeps the start and the end of a long text and says how much it cut", () => {
    const { text } = shorten({ text: `start${"x".repeat(1_000_000)}end` });
    expect(text).toMatch(/^start.*\[cut: \d+ characters\].*end$/s);
    expect(String(text).length).toBeLessThan(70_000);
  });

  it("bounds the whole record, however it is made", () => {
    const many = { rows: Array.from({ length: 9_000 }, () => ({ cell: "y".repeat(2_000) })) };
    expect(JSON.stringify(shorten(many)).length).toBeLessThan(600_000);
    let deep: JsonObject = {};
    for (let i = 0; i < 150; i += 1) deep = { deep };
    expect(JSON.stringify(shorten(deep))).toContain("[cut: deeper");
  });
});
