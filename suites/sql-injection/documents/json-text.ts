import type { Json } from "../../../src/model/json.ts";

/** Characters of a text that is read as JSON. */
const longest = 100_000;

/** The value a text holds as JSON; undefined where it is none, or too long to be an argument. */
export function jsonOf(text: string): Json | undefined {
  if (text.length > longest) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
