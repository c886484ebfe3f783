import type { Json, JsonObject } from "../../model/json.ts";
import type { Learnt } from "../arguments/source.ts";
import { vagueNames, wordsOf } from "../arguments/text/names.ts";

/** What a scan has learnt so far; grows while it learns. */
export interface LearntStore extends Learnt {
  /** Keeps a value that the server used under a name; what is too long, hidden or one too many is left out. */
  note(name: string, value: Json): void;
  accept(tool: string, args: JsonObject): void;
}

const mostNames = 500;
const mostValues = 8;
const longestValue = 200;

/** Verbs and fillers in a tool's name: what is left is the thing it is about. */
const verbs = new Set(
  "list get show find search fetch read describe look lookup all available names by query view check count mcp the of in for db info details allowed current recent".split(
    " ",
  ),
);

/** Opens an empty store. */
export function openLearnt(): LearntStore {
  const byName = new Map<string, Json[]>();
  const accepted = new Map<string, JsonObject>();
  return {
    note(name, value) {
      if (typeof value !== "string" && typeof value !== "number") return;
      if (typeof value === "string" && (value === "" || value.length > longestValue || value.includes("[redacted")))
        return;
      const key = keyOf(wordsOf(name));
      if (key === "" || (byName.size >= mostNames && !byName.has(key))) return;
      const values = byName.get(key) ?? [];
      if (values.length < mostValues && !values.includes(value)) values.push(value);
      byName.set(key, values);
    },
    accept: (tool, args) => void accepted.set(tool, args),
    accepted: (tool) => accepted.get(tool),
    values(name, tool) {
      const keys = keysFor(wordsOf(name), tool === undefined ? undefined : thingOf(tool));
      return [...new Set(keys.flatMap((key) => byName.get(key) ?? []))];
    },
  };
}

/** Every name a value may be kept under, best first: `table_name` is a `table`, the `id` of `get_customer` is a `customer_id`. */
function keysFor(words: readonly string[], thing: string | undefined): readonly string[] {
  const last = words.at(-1) ?? "";
  const before = keyOf(words.slice(0, -1));
  const keys = vagueNames.has(last) && words.length === 1 ? [] : [keyOf(words)];
  if (vagueNames.has(last)) {
    if (words.length === 1 && thing !== undefined) keys.push(keyOf([thing, last]), ...(last === "name" ? [thing] : []));
    if (last === "name" && words.length > 1) keys.push(before);
    if ((last === "uri" || last === "url") && words.length === 1) keys.push("resource_uri");
  } else {
    keys.push(keyOf([...words, "name"]));
    if (words.length > 1) keys.push(singular(last), keyOf([last, "name"]));
  }
  return keys;
}

/** The thing a tool is about, in the singular: `list_tables` is about a `table`; undefined where only verbs are left. */
export function thingOf(tool: string): string | undefined {
  const last = wordsOf(tool)
    .filter((word) => !verbs.has(word))
    .at(-1);
  return last === undefined ? undefined : singular(last);
}

/** The words of a name as one, the last one in the singular. */
function keyOf(words: readonly string[]): string {
  return [...words.slice(0, -1), singular(words.at(-1) ?? "")].join("_");
}

/** Plain English: `queries`, `boxes`, `tables`. */
export function singular(word: string): string {
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}
