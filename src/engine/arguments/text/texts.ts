import type { JsonObject } from "../../../model/json.ts";
import { formats } from "./formats.ts";
import { examplesIn } from "./harmless.ts";
import { textNamed, wordsOf } from "./names.ts";
import { textsFor } from "./pattern.ts";

/** Characters a made text may have, whatever its schema asks for. */
const longestText = 10_000;
/** Texts after the first ones, for arrays whose items differ. */
const further = 64;
/** Names whose value is run: no example of a stranger's goes there. */
const run = new Set(["sql", "statement", "command", "cmd", "shell", "code", "script", "expression"]);
/** Names that take a statement where the description speaks of SQL. */
const asked = new Set(["query", "q", "text"]);

/** Texts for a flat schema of that name, likeliest first; those with no sense are for patterns nobody foresaw. */
export function* textsNamed(schema: JsonObject, name: string): Generator<string> {
  const { format, pattern } = schema;
  const description = typeof schema.description === "string" ? schema.description : "";
  const sized = fitting(schema);
  const shaped = typeof format === "string" ? formats.get(format)?.text : undefined;
  if (shaped !== undefined) yield shaped;
  yield* meaningful(name, description);
  yield sized("gauntlet");
  if (typeof pattern === "string") {
    for (const text of ordinary) yield text;
    for (const text of textsFor(pattern)) yield text;
    for (const text of textsFor(pattern)) yield sized(text);
    for (const letter of ["a", "A", "0"]) yield sized(letter, letter);
  }
  for (let at = 1; at <= further; at += 1) yield sized(`${at}gauntlet`);
  const base = shaped ?? "";
  for (let at = 1; at <= further && base !== ""; at += 1) yield base.replace(/[0-9a-z]/i, String(at % 10));
}

function meaningful(name: string, description: string): readonly string[] {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  if (asked.has(last) && /\bSQL\b/i.test(description)) return ["SELECT 1"];
  const named = textNamed(name);
  const told = words.some((word) => run.has(word)) ? [] : examplesIn(description);
  return named === undefined ? told : [...told, named];
}

/** Makes a text as long as the schema wants it. */
function fitting(schema: JsonObject): (text: string, filler?: string) => string {
  const least = typeof schema.minLength === "number" ? Math.min(schema.minLength, longestText) : 0;
  const most = typeof schema.maxLength === "number" ? Math.max(schema.maxLength, 0) : longestText;
  return (text, filler) => (text.length < least ? text.padEnd(least, filler ?? "x") : text).slice(0, most);
}

/** Texts that patterns commonly ask for. */
const ordinary = [
  "a",
  "A",
  "1",
  "10",
  "1.0.0",
  "abc",
  "ABC",
  "abc123",
  "gauntlet-1",
  "gauntlet_1",
  "GAUNTLET",
  "Gauntlet",
  "2026-01-15",
  "12:00",
  "2026-01-15T12:00:00Z",
  "2026-01",
  "/gauntlet",
  "./gauntlet",
  "gauntlet.txt",
  "https://example.com/",
  "gauntlet@example.com",
  "example.com",
  "#336699",
  "en-US",
  "US",
  "USD",
  "1d",
  "1h",
  "3f2a1c9e-6f0b-4f6e-9a3d-2b1c0d9e8f70",
  "0".repeat(24),
  "a".repeat(32),
  "a".repeat(40),
  "a".repeat(64),
];
