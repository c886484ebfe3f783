import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../model/json.ts";
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

  it.each([
    ["numbers", () => ({ a: Array.from({ length: 390 }, () => Array(10_000).fill(1)) })],
    ["empty objects", () => ({ a: Array.from({ length: 390 }, () => Array(10_000).fill({})) })],
    ["empty lists", () => ({ a: Array.from({ length: 390 }, () => Array(10_000).fill([])) })],
    ["members without a value", () => ({ a: Array.from({ length: 390 }, () => ({ b: null, c: true })) })],
    ["members", () => Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`m${i}`, i]))],
  ])("bounds a record full of %s, and says that it is cut", (_, made) => {
    const kept = JSON.stringify(shorten(made() as JsonObject));
    expect(kept.length).toBeLessThan(150_000);
    if (kept.length > 100_000) expect(kept).toContain("[cut");
  });

  it("keeps the words that say what a reply is, behind whatever they stand", () => {
    const content = Array.from({ length: 9_000 }, () => ({ type: "text", text: "y".repeat(2_000) }));
    const reply = shorten({ result: { content, isError: true, resultType: "input_required" }, status: 200 });
    expect(reply).toMatchObject({ result: { isError: true, resultType: "input_required" }, status: 200 });
    const failed = shorten({ headers: { a: "h".repeat(200_000), b: "h".repeat(200_000) }, body: "b".repeat(100_000) });
    expect(failed.body).toBe("[cut: 100000 characters]");
  });
});
