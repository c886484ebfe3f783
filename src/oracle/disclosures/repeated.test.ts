import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anySecret } from "../../../test/any-secret.ts";
import { openRecorder } from "../../connect/record/recorder.ts";
import { openRedactor } from "../../connect/record/redact.ts";
import type { Reply } from "../../model/reply.ts";
import { toldIn } from "./told-in.ts";

const { exchange } = openRecorder(openRedactor([], new Uint8Array(32)), () => undefined);

/** What an error tells of the inside, but for what its request said. */
const told = (asked: string, reply: Reply) =>
  toldIn(
    exchange({
      id: "r1.1",
      role: "attack",
      label: "",
      facts: {},
      principal: "anonymous",
      session: "s1",
      round: 1,
      request: { method: "tools/call", params: { name: "t", arguments: { q: asked } } },
      reply,
      atMs: 0,
      durationMs: 0,
    }),
  );

const word = fc
  .string({ unit: fc.constantFrom(..."abcdefghijkLMNOP_0123"), minLength: 3, maxLength: 12 })
  .map((s) => `w${s}`);
const number = fc.integer({ min: 1, max: 999 });

/** Texts of which each detector sees something. */
const telling = fc.oneof(
  fc.tuple(word, word, number).map(([a, b, n]) => `TypeError: x\n    at Object.<${a}> (/srv/${b}/${a}.js:${n}:15)`),
  fc
    .tuple(word, number)
    .map(([a, n]) => `Traceback (most recent call last):\n  File "/opt/${a}/x.py", line ${n}, in <module>`),
  fc.tuple(word, word, number).map(([a, b, n]) => `\tat com.${a}.${b}(${b}.java:${n})`),
  fc.tuple(word, word).map(([a, b]) => `ENOENT: no such file or directory, open '/home/${a}/${b}.json'`),
  fc.tuple(word, word).map(([a, b]) => `C:\\Users\\${a}\\new\\${b}.ini`),
  fc.tuple(number, number, word).map(([a, b, c]) => `10.${a % 256}.${b % 256}.4:5432 and ${c}.svc.cluster.local`),
  fc.tuple(word, word).map(([a, b]) => `SELECT ${a}, "${b}" FROM ${b} WHERE ${a} = $1 AND x < 3 ORDER BY ${b} LIMIT 3`),
  word.map((a) => `relation "${a}" does not exist`),
  fc.tuple(word, word).map(([a, b]) => `PATH=/usr/bin\nHOME=/home/${a}\nLANG=C\nAPP_MODE=${b}\nPWD=/srv`),
  fc.tuple(word, number).map(([a, n]) => `${a}@acme.example, DE89 3704 0044 0532 0130 00, +49 30 1234${n}`),
  fc.constant("Werkzeug/2.2.3 Python/3.11.4"),
  anySecret.map(({ text }) => text),
);

const html = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/** How servers say again what they were told. */
const spellings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  "in JSON": (text) => JSON.stringify(text),
  "in JSON in JSON": (text) => JSON.stringify({ got: JSON.stringify({ q: text }) }),
  "as an object": (text) => JSON.stringify({ name: "t", arguments: { q: text } }, undefined, 2),
  "as Node.js prints it": (text) => inspect(text, { breakLength: Number.POSITIVE_INFINITY }),
  "as Python prints it": (text) =>
    `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\t", "\\t")}'`,
  "percent-encoded": encodeURIComponent,
  "as an address": encodeURI,
  "for HTML": html,
  "for HTML, in numbers": (text) => html(text).replaceAll("&quot;", "&#34;").replaceAll("&#39;", "&#x27;"),
  "in upper case": (text) => text.toUpperCase(),
  "in lower case": (text) => text.toLowerCase(),
  "on one line": (text) => text.replaceAll(/\s+/g, " "),
};

describe("what a request said itself", () => {
  it.each(Object.keys(spellings))("is no leak when it comes back %s, whole or cut", (name) => {
    fc.assert(
      fc.property(
        fc.array(telling, { minLength: 1, maxLength: 3 }),
        fc.double({ min: 0, max: 1 }),
        fc.boolean(),
        (texts, at, cut) => {
          const asked = texts.join("\n");
          const said = spellings[name]?.(asked) ?? "";
          const shown = cut ? `${said.slice(0, Math.ceil(said.length * at))}... (${said.length} chars)` : said;
          const text = `Invalid value: ${shown} is not what q takes`;
          const content = [{ type: "text", text }];
          expect(told(asked, { kind: "tool-error", result: { isError: true, content } })).toEqual([]);
          expect(told(asked, { kind: "rpc-error", code: -32602, message: text, data: { received: said } })).toEqual([]);
          expect(told(asked, { kind: "http-error", status: 400, headers: {}, body: `<pre>${shown}</pre>` })).toEqual(
            [],
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it("is one beside it", () => {
    const message = "no such file: open '/srv/data/orders/7.json'";
    expect(told("/srv/data", { kind: "rpc-error", code: 1, message })).toMatchObject([{ kind: "file-path" }]);
  });
});
