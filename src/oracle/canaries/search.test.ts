import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canarySearch } from "./search.ts";

const value = `Kräfte "7" & <Canary>/8f3a1c`;
const found = canarySearch(value);

describe("canarySearch", () => {
  it.each([
    ["as it is", `x${value}y`],
    ["in other letters", value.toUpperCase()],
    ["in JSON text", JSON.stringify({ rows: [value] })],
    ["in JSON text inside JSON text", JSON.stringify({ text: JSON.stringify({ value }) })],
    ["in ASCII JSON", 'x "Kr\\u00e4fte \\"7\\" & <Canary>/8f3a1c"'],
    ["in a URL", `http://h/?q=${encodeURIComponent(value)}`],
    ["in a form", new URLSearchParams({ q: value }).toString()],
    ["in HTML", "Kräfte &quot;7&quot; &amp; &lt;Canary&gt;/8f3a1c"],
    ["in the name of a member", { [value]: 1 }],
    ["deep inside", { a: [{ b: [[value]] }] }],
  ])("finds a value %s", (_, said) => {
    expect(found(said)).toBe(true);
  });

  it("finds a value in base64, whatever stands around it", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const bytes = Buffer.from(`${before}CANARY-8f3a1c${after}`);
        const search = canarySearch("CANARY-8f3a1c");
        expect([search(bytes.toString("base64")), search(bytes.toString("base64url"))]).toEqual([true, true]);
      }),
    );
  });

  it("finds a number that is a number in the reply", () => {
    expect(canarySearch("4111111111111111")({ card: 4111111111111111 })).toBe(true);
  });

  it("finds nothing in what does not hold it", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (said) => {
        expect(canarySearch("CANARY-8f3a1c")(said as never)).toBe(false);
      }),
    );
    expect(canarySearch("a.c+e(f)")("abcccef")).toBe(false);
  });
});
