import { canonical } from "../../../src/model/canonical.ts";
import { isObject, type Json, type JsonObject } from "../../../src/model/json.ts";

/** One way in which two lists differ. */
export interface Difference {
  /** Readable: `x is gone`, `the description of x: “a” became “b”`. */
  readonly says: string;
  /** True where only numbers, dates or what looks drawn at random differ. */
  readonly valuesAlone: boolean;
}

/** Characters on each side of the first place that differs. */
const around = 40;
const most = 20;

/**
 * How the second list differs from the first, entry by entry; pure. Order does not count, neither of entries nor of members. What was
 * cut, or is missing because `complete` is false, does not count either.
 */
export function differences(
  earlier: readonly JsonObject[],
  later: readonly JsonObject[],
  complete: boolean,
): readonly Difference[] {
  const [before, after] = [byName(earlier), byName(later)];
  const found: Difference[] = [];
  for (const [name, entry] of before) {
    const now = after.get(name);
    if (now !== undefined) found.push(...changes(name, entry, now));
    else if (complete) found.push({ says: `${short(name)} is gone`, valuesAlone: false });
  }
  if (complete) {
    for (const name of after.keys()) {
      if (!before.has(name)) found.push({ says: `${short(name)} is new`, valuesAlone: false });
    }
  }
  return found.slice(0, most);
}

const parts: readonly (readonly [member: string, says: string])[] = [
  ["description", "description"],
  ["title", "title"],
  ["inputSchema", "input schema"],
  ["outputSchema", "output schema"],
  ["annotations", "annotations"],
  ["arguments", "arguments"],
];

function changes(name: string, before: JsonObject, after: JsonObject): Difference[] {
  return parts.flatMap(([member, says]) => {
    const [was, is] = [before[member], after[member]];
    const [a, b] = [canonicalEntry(was), canonicalEntry(is)];
    if (a === b || a.includes("[cut: ") || b.includes("[cut: ") || a.includes('"[cut]"') || b.includes('"[cut]"'))
      return [];
    const [from, to] = quoted(textOf(was), textOf(is));
    return [{ says: `the ${says} of ${short(name)}: ${from} became ${to}`, valuesAlone: masked(a) === masked(b) }];
  });
}

function byName(entries: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  return new Map(entries.flatMap((entry) => (typeof entry.name === "string" ? [[entry.name, entry] as const] : [])));
}

/** The first place that differs, in both. */
function quoted(a: string, b: string): readonly [string, string] {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const from = Math.max(0, at - around);
  const cut = (text: string) =>
    text === ""
      ? "nothing"
      : `“${from > 0 ? "…" : ""}${text.slice(from, at + around)}${text.length > at + around ? "…" : ""}”`;
  return [cut(a), cut(b)];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : canonicalEntry(value);
}

/** As canonical JSON; a list of required names, or of a choice, is a set. Empty where there is none. */
export function canonicalEntry(value: Json | undefined): string {
  return value === undefined ? "" : canonical(withSets(value, ""));
}

function withSets(value: Json, member: string): Json {
  if (Array.isArray(value)) {
    const items = value.map((one) => withSets(one, ""));
    if (!/^(?:required|enum|type)$/.test(member)) return items;
    return [...items].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSets(inner ?? null, name)]));
}

const month =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const day = "mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?";
const values = new RegExp(
  String.raw`\b(?:${month}|${day}|am|pm)\b|[0-9a-f]{8}-[0-9a-f-]{27}|\b(?=[\w-]*\d)[\w-]{12,}\b|[0-9a-f]{16,}|\d+(?:[.:,T/-]\d+)*Z?`,
  "gi",
);

function masked(text: string): string {
  return text.replace(values, "0");
}

function short(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
