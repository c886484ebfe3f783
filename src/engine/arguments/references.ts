import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { member } from "./path.ts";

/** A value of a sample that comes out of an earlier call. */
export interface Reference {
  /** The tool whose reply holds the value. */
  readonly from: string;
  /** Where in that reply: `$.id`, `$.items[0].id`. */
  readonly path: string;
  /** Path of the argument that takes the value. */
  readonly param: string;
  /** The tool that removes what the earlier call made; naming it is the owner's consent. */
  readonly teardown: string | undefined;
}

/** Every reference in a sample, in the order of the document. */
export function referencesIn(sample: JsonObject): readonly Reference[] {
  const found: Reference[] = [];
  const walk = (value: Json | undefined, param: string): void => {
    if (Array.isArray(value)) {
      for (const [index, inner] of value.entries()) walk(inner, `${param}[${index}]`);
    } else if (isObject(value)) {
      if (isReference(value)) found.push({ ...value, teardown: value.teardown, param });
      else for (const [name, inner] of Object.entries(value)) walk(inner, member(param, name));
    }
  };
  walk(sample, "");
  return found.filter(({ param }) => param !== "");
}

/** True for `{ "from": TOOL, "path": "$…" }`, with or without `teardown`, and nothing else. */
export function isReference(
  value: Json | undefined,
): value is JsonObject & { from: string; path: string; teardown?: string } {
  if (!isObject(value)) return false;
  const { from, path, teardown, ...others } = value;
  if (typeof from !== "string" || typeof path !== "string" || !path.startsWith("$")) return false;
  return Object.keys(others).length === 0 && (teardown === undefined || typeof teardown === "string");
}
