import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** Characters of one string that evidence keeps: 48 Ki from its start and 16 Ki from its end. */
const head = 48 * 1024;
const tail = 16 * 1024;
/** Members of one object or array that evidence keeps. */
const widest = 10_000;
const deepest = 64;
/** What the smallest value counts for: `[],` and `{},` as they are written. */
const least = 3;
/** Characters of one record that evidence keeps, all values and names together: 5,000 records of a hostile server then fit in memory. */
const largest = 128 * 1024;

/** A record's first members and theirs are kept, room or not, and short words in them: they say what kind of reply it is. */
const top = 2;
const few = 32;
const word = 64;

/** The same value with long strings, wide lists and deep trees cut; what was cut is said in its place. */
export function shorten(value: JsonObject): JsonObject {
  const room = { left: largest };
  return cut(value, 0, room) as JsonObject;
}

function cut(value: Json | undefined, depth: number, room: Room): Json | undefined {
  if (typeof value === "string") return depth <= top && value.length <= word ? value : cutText(value, room);
  room.left -= typeof value === "number" ? String(value).length + 1 : least;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= deepest) return "[cut: deeper than evidence is kept]";
  if (Array.isArray(value)) {
    const kept: Json[] = [];
    for (const inner of value) {
      if (kept.length >= widest || room.left <= 0) return [...kept, `[cut: ${value.length - kept.length} more]`];
      kept.push(cut(inner, depth + 1, room) ?? null);
    }
    return kept;
  }
  if (!isObject(value)) return null;
  const entries = Object.entries(value);
  const kept: [string, Json | undefined][] = [];
  for (const [name, inner] of entries) {
    const needed = depth < top && kept.length < few;
    if (kept.length >= widest || (room.left <= 0 && !needed)) {
      kept.push(["[cut]", `${entries.length - kept.length} more`]);
      break;
    }
    kept.push([needed && name.length <= word ? name : cutText(name, room), cut(inner, depth + 1, room)]);
  }
  return Object.fromEntries(kept);
}

interface Room {
  left: number;
}

function cutText(text: string, room: Room): string {
  const kept = Math.min(head + tail, Math.max(room.left, 0));
  room.left -= Math.min(text.length, kept) + 1;
  if (text.length <= kept) return text;
  if (kept < head + tail) return `[cut: ${text.length} characters]`;
  return `${text.slice(0, head)}[cut: ${text.length - head - tail} characters]${text.slice(-tail)}`;
}
