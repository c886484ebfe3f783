import fc from "fast-check";
import { expect, test } from "vitest";
import { headerValue } from "./header-value.ts";

const decode = (value: string) => {
  const inner = /^=\?base64\?(.*)\?=$/.exec(value)?.[1];
  return inner === undefined ? value : Buffer.from(inner, "base64").toString("utf8");
};

test("leaves plain values alone and encodes the rest", () => {
  expect(headerValue("find_customer")).toBe("find_customer");
  expect(headerValue("größe")).toBe("=?base64?Z3LDtsOfZQ==?=");
  expect(headerValue(" padded")).not.toBe(" padded");
  expect(headerValue("=?base64?eA==?=")).not.toBe("=?base64?eA==?=");
});

test("is safe in a header and can be read back, whatever the value", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (value) => {
      const sent = headerValue(value);
      expect(sent).toMatch(/^[\t\x20-\x7e]+$/);
      expect(sent.trim()).toBe(sent);
      expect(decode(sent)).toBe(value);
    }),
  );
});
