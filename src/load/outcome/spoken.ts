import { isObject, type Json } from "../../model/json.ts";

/** Longer texts are left as they are. */
const longest = 20_000;
const deepest = 3;
const mostParts = 3;

/** Under which names errors say what went wrong. */
const names = ["error", "code", "errorMessage", "error_description", "message", "detail", "reason", "title"] as const;

/** What an error that is written as JSON says of itself, such as `rate_limited: too many sessions`; any other text as it is. */
export function spoken(text: string): string {
  if (text.length > longest || !/^\s{0,8}\{/.test(text)) return text;
  const parts = new Set(sayings(parsed(text), deepest));
  return parts.size === 0 ? text : [...parts].slice(0, mostParts).join(": ");
}

function sayings(value: Json | undefined, depth: number): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (!isObject(value) || depth === 0) return [];
  return names.flatMap((name) => (Object.hasOwn(value, name) ? sayings(value[name], depth - 1) : []));
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
