import fc from "fast-check";
import { expect, it } from "vitest";
import { anySecret } from "../../../test/any-secret.ts";
import type { Json } from "../../model/json.ts";
import { openKeyLines } from "./key-lines.ts";
import { openRedactor } from "./redact.ts";

const redactor = openRedactor([], new Uint8Array(32));

/** How a text with a secret in it comes to be in something larger. */
const places: Readonly<Record<string, (text: string) => Json>> = {
  "by itself": (text) => text,
  "in a sentence": (text) => `could not start: ${text} was refused (see the manual)`,
  "in quotes": (text) => `dsn "${text}"`,
  "in a list": (text) => ["a", text, "b"],
  "as a member": (text) => ({ detail: { cause: text } }),
  "in the name of a member": (text) => ({ [`x ${text} y`]: 1 }),
  "in JSON in a text": (text) => JSON.stringify({ error: text }),
  "on a line of its own in JSON in a text": (text) => JSON.stringify({ error: `could not start:\n${text}\n` }),
  "on a line of its own in an address": (text) => `/callback?next=${encodeURIComponent(`error\n${text}`)}`,
  "in JSON in JSON": (text) => JSON.stringify({ error: JSON.stringify({ cause: [text] }) }),
  "in a block of content": (text) => ({ content: [{ type: "text", text: `Error: ${text}` }], isError: true }),
  "in an address": (text) => `https://shop.example/callback?next=${encodeURIComponent(text)}&ok=1`,
  "in HTML": (text) => `<pre>${text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#39;")}</pre>`,
  "in a log line": (text) => `2026-01-01T00:00:00Z ERROR app - ${text}\n    at run`,
};

it("leaves nothing of a private key whose beginning was cut off", () => {
  const cut = "log: AAAA\nqqQ3/abc+abcdefghijklmnopqrstuvwxyz0123456789\nBBBBB==\n-----END RSA PRIVATE KEY-----\nnext";
  expect(redactor.text(cut).value).toMatch(/^log: \[redacted:private-key:\w+\]\nnext$/);
});

it("leaves nothing of one that comes line by line, and the line behind it", () => {
  const withoutKey = openKeyLines();
  const lines = [
    "key: -----BEGIN EC PRIVATE KEY-----",
    "qqQ3/abcabcabc",
    "BBBBB==",
    "-----END EC PRIVATE KEY----- ok",
    "next",
  ];
  expect(lines.map((line) => withoutKey("s1", line))).toEqual([
    lines[0],
    "[redacted:private-key]",
    "[redacted:private-key]",
    "[redacted:private-key] ok",
    "next",
  ]);
  expect(withoutKey("s2", "qqQ3")).toBe("qqQ3");
});

it.each(Object.keys(places))("leaves nothing of a secret of any form that stands %s", (name) => {
  fc.assert(
    fc.property(anySecret, ({ text, secret }) => {
      const shown = JSON.stringify(redactor.json(places[name]?.(text) ?? null).value);
      expect(shown).not.toContain(secret);
      expect(decodeURIComponent(shown.replaceAll(/%(?![0-9A-F]{2})/gi, "%25"))).not.toContain(secret);
    }),
    { numRuns: 300 },
  );
});
