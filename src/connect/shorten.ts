import { isObject, type Json, type JsonObject } from "../model/json.ts";

/** Characters of one string that evidence keeps: 48 Ki from its start and 16 Ki from its end. */
const head = 48 * 1024;
const tail = 16 * 1024;
/** Members of one object or array that evidence keeps. */
const widest = 10_000;
const deepest = 64;

/** The same value with long strings, wide lists and deep trees cut; what was cut is said in its place. */
export function shorten(value: JsonObject): JsonObject {
  return cut(value, 0) as JsonObject;
}

function cut(value: Json | undefined, depth: number): Json | undefined {
  if (typeof value === "string") return cutText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= deepest) return "[cut: deeper than evidence is kept]";
  if (Array.isArray(value)) return value.slice(0, widest).map((inner) => cut(inner, depth + 1) ?? null);
  if (!isObject(value)) return null;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, widest)
      .map(([name, inner]) => [cutText(name), cut(inner, depth + 1)]),
  );
}

function cutText(text: string): string {
  if (text.length <= head + tail) return text;
  return `${text.slice(0, head)}[cut: ${text.length - head - tail} characters]${text.slice(-tail)}`;
}
