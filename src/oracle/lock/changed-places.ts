import { isObject, type Json, own } from "../../model/json.ts";

/** Phrases for one value; the lock itself has all of it. */
const mostPlaces = 6;
/** Characters that are shown before and after what is different in a text. */
const around = 30;
const longest = 160;

/** Where two values differ and how, a phrase for each place: `inputSchema.properties.to: added "string"`. Texts are cut to where they differ. */
export function changedPlaces(name: string, before: Json | undefined, after: Json | undefined): readonly string[] {
  const all = [...places(name, before, after)];
  const more = all.length - mostPlaces;
  return more > 0 ? [...all.slice(0, mostPlaces), `and ${more} more places of ${name}`] : all;
}

function* places(at: string, before: Json | undefined, after: Json | undefined): Generator<string> {
  if (same(before, after)) return;
  if (before === undefined) yield `${at}: added ${shown(after)}`;
  else if (after === undefined) yield `${at}: removed ${shown(before)}`;
  else if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    for (const name of names) yield* places(`${at}.${name}`, own(before, name), own(after, name));
  } else if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    for (const [index, value] of before.entries()) yield* places(`${at}[${index}]`, value, after[index]);
  } else if (typeof before === "string" && typeof after === "string") {
    const [was, is] = apart(before, after);
    yield `${at}: ${was} became ${is}`;
  } else yield `${at}: ${shown(before)} became ${shown(after)}`;
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b));
}

/** Both texts from a little before the first character that differs to a little after the last one. */
function apart(before: string, after: string): readonly [string, string] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const cut = (text: string): string => {
    const [from, to] = [Math.max(0, start - around), Math.min(text.length, text.length - end + around)];
    return shown(`${from > 0 ? "\u2026" : ""}${text.slice(from, to)}${to < text.length ? "\u2026" : ""}`);
  };
  return [cut(before), cut(after)];
}

function shown(value: Json | undefined): string {
  const text = JSON.stringify(value ?? null);
  return text.length > longest ? `${text.slice(0, longest)}\u2026` : text;
}
