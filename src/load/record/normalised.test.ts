import { expect, it } from "vitest";
import { normalised } from "./normalised.ts";

it.each([
  ["timeout after 5003 ms", "timeout after 4998 ms"],
  ['relation "a1" does not exist', 'relation "b" does not exist'],
  ["request 0b7c5f2e-6f1a-4e0e-9a5e-2f2a8c2b9d11 failed", "request 5d0e1c5a-aaaa-4bbb-8ccc-123456789abc failed"],
  ["at 2026-01-02T03:04:05.678Z: too many clients", "at 2027-11-12 13:14:15: too many clients"],
  ["span 4bf92f3577b34da6 closed", "span 00f067aa0ba902b7 closed"],
  ["a\n  b", "a b"],
])("has the same for %s and %s", (one, other) => {
  expect(normalised(one)).toBe(normalised(other));
});

it("keeps what is different", () => {
  expect(normalised("too many clients")).not.toBe(normalised("timeout exceeded when trying to connect"));
  expect(normalised("facade accede")).toBe("facade accede");
});

it("keeps what was redacted, and is bounded", () => {
  expect(normalised("key [redacted:api-key:0a1b2c] used")).toBe("key [api-key] used");
  expect(normalised("x".repeat(1e6)).length).toBe(200);
});
