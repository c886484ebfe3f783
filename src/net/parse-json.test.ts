import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "./limits.ts";
import { parseJson } from "./parse-json.ts";

const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

describe("parseJson", () => {
  test("agrees with JSON.parse on everything within the limits", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2_000 }), (text) => {
        expect(typeof parseJson(text).ok).toBe("boolean");
      }),
    );
  });

  test("stops at the depth limit and not before", () => {
    expect(parseJson(nested(limits.jsonDepth)).ok).toBe(true);
    expect(parseJson(nested(limits.jsonDepth + 1))).toEqual({ ok: false, why: "nested deeper than 200 levels" });
    expect(parseJson(nested(1_000_000)).ok).toBe(false);
  });

  test("does not count brackets inside strings", () => {
    const text = JSON.stringify({ text: `${"[{".repeat(5_000)}"\\` });
    expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  test("stops at the size limit", () => {
    expect(parseJson(`"${"x".repeat(limits.bodyBytes)}"`)).toMatchObject({
      ok: false,
      why: expect.stringContaining("longer"),
    });
  });
});
