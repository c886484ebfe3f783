import { isObject, type Json, type JsonObject } from "../model/json.ts";

/** Characters of one string that evidence keeps: 48 Ki from its start and 16 Ki from its end. */
const head = 48 * 1024;
const tail = 16 * 1024;
/** Members of one object or array that evidence keeps. */
const widest = 10_000;
const deepest = 64;
/** Characters of one record that evidence keeps, all strings together: 5,000 records of a hostile server then fit in memory. */
const largest = 128 * 1024;

/** The same value with long strings, wide lists and deep trees cut; what was cut is said in its place. */
export function shorten(value: JsonObject): JsonObject {
  const room = { left: largest };
  return cut(value, 0, room) as JsonObject;
}

function cut(value: Json | undefined, depth: number, room: Room): Json | undefined {
  if (typeof value === "string") return cutText(value, room);
  if (typeof value !== "object" || value === null) return value;
  if (room.left <= 0) return "[cut: no room left]";
  if (depth >= deepest) return "[cut: deeper than evidence is kept]";
  if (Array.isArray(value)) return value.slice(0, widest).map((inner) => cut(inner, depth + 1, room) ?? null);
  if (!isObject(value)) return null;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, widest)
      .map(([name, inner]) => [cutText(name, room), cut(inner, depth + 1, room)]),
  );
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
