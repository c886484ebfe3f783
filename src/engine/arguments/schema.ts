import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { merged } from "./merge.ts";
import { pointed } from "./pointer.ts";

/** How deep a schema is followed: deeper ones are cut, so that a hostile or circular schema ends. */
export const maxSchemaDepth = 8;

/** Parts of one schema that are looked at: references can be piled up so that they multiply. */
const maxParts = 5_000;

/** Ways to satisfy one schema that are told apart. */
const maxWays = 6;

/** Properties and required names of one schema; the rest is not looked at. */
export const maxProperties = 256;

/** Characters of a property's name. */
const longestName = 256;

/** Reads the schemas of one document. Both give flat schemas: no `$ref`, `allOf`, `anyOf`, `oneOf` or `if` is left to follow. */
export interface SchemaReader {
  /** The ways in which a schema can be satisfied, likeliest first, at least one. */
  ways(schema: Json | undefined): readonly [JsonObject, ...JsonObject[]];
  /** The first of them. */
  flatten(schema: Json | undefined): JsonObject;
}

/** A reader for one document; it gives empty schemas once it has done more than any honest schema needs. */
export function schemaReader(root: JsonObject): SchemaReader {
  let left = maxParts;
  const short = remembered(shortened);

  const cross = (ways: readonly JsonObject[], others: readonly JsonObject[]): readonly JsonObject[] => {
    const made: JsonObject[] = [];
    const clashing: JsonObject[] = [];
    for (const way of ways) {
      for (const other of others) {
        left -= 1 + (isObject(other.properties) ? Object.keys(other.properties).length / 4 : 0);
        if (left <= 0 || made.length >= maxWays) break;
        const { schema, clash } = merged(way, other);
        (clash ? clashing : made).push(schema);
      }
    }
    return made.length > 0 ? made : clashing.length > 0 ? clashing.slice(0, 1) : ways;
  };

  const gather = (raw: Json | undefined, depth: number): readonly JsonObject[] => {
    if (!isObject(raw) || depth > maxSchemaDepth || left-- <= 0) return [{}];
    const { $ref, $dynamicRef, allOf, anyOf, oneOf, if: when, then, else: otherwise, ...own } = short(raw);
    let ways: readonly JsonObject[] = [own];
    // The schema's own words count first, then what it refers to, then its branches.
    for (const reference of [$ref, $dynamicRef]) {
      if (typeof reference === "string") ways = cross(ways, gather(pointed(root, reference), depth + 1));
    }
    if (Array.isArray(allOf)) {
      for (const part of allOf) {
        if (left <= 0) break;
        ways = cross(ways, gather(part, depth + 1));
      }
    }
    for (const branches of [anyOf, oneOf]) {
      if (Array.isArray(branches) && branches.length > 0) ways = cross(ways, branchesOf(branches, depth));
    }
    if (when !== undefined && (then !== undefined || otherwise !== undefined)) {
      const held = cross(gather(when, depth + 1), gather(then, depth + 1));
      const failed = gather(otherwise, depth + 1);
      ways = cross(ways, [...failed.slice(0, 2), ...held.slice(0, 3), ...gather(then, depth + 1).slice(0, 1)]);
    }
    return ways;
  };

  /** Nothing (`null`) is a branch for the end: it shows least of what a tool does. */
  const branchesOf = (branches: readonly Json[], depth: number): readonly JsonObject[] => {
    const each = branches.slice(0, 4 * maxWays).map((branch) => gather(branch, depth + 1));
    // A branch's first way before any branch's second, so that each branch is among those tried.
    const inTurn = Array.from({ length: maxWays }, (_, turn) =>
      each.flatMap((ways) => ways.slice(turn, turn + 1)),
    ).flat();
    return [...inTurn.filter((way) => !isNull(way)), ...inTurn.filter(isNull)];
  };

  const ways = (schema: Json | undefined): readonly [JsonObject, ...JsonObject[]] => {
    const [first = {}, ...others] = gather(schema, 0);
    return [first, ...others];
  };
  return { ways, flatten: (schema) => ways(schema)[0] };
}

/** The type a value of this flat schema has; `unknown` where the schema leaves it open. */
export function typeOf(schema: JsonObject): string {
  const named = Array.isArray(schema.type) ? (schema.type.find((t) => t !== "null") ?? "null") : schema.type;
  if (typeof named === "string") return named;
  const words = Object.keys(schema);
  if (words.some((word) => objectWords.has(word))) return "object";
  if (words.some((word) => arrayWords.has(word))) return "array";
  const example = schema.const ?? (Array.isArray(schema.enum) ? schema.enum[0] : undefined);
  if (typeof example === "string" || words.some((word) => textWords.has(word))) return "string";
  return typeof example === "number" || words.some((word) => numberWords.has(word)) ? "number" : "unknown";
}

const objectWords = new Set(["properties", "required", "minProperties", "patternProperties", "dependentRequired"]);
const arrayWords = new Set(["items", "prefixItems", "contains", "minItems"]);
const textWords = new Set(["pattern", "minLength", "maxLength", "format"]);
const numberWords = new Set(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]);

/** The first 256 names a schema requires. */
export function required(schema: JsonObject): readonly string[] {
  return Array.isArray(schema.required)
    ? schema.required.slice(0, maxProperties).filter((name) => typeof name === "string")
    : [];
}

/** Properties of an object schema, in the order of the document. */
export function properties(schema: JsonObject): readonly (readonly [string, Json])[] {
  if (!isObject(schema.properties)) return [];
  return Object.entries(schema.properties).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

function isNull(schema: JsonObject): boolean {
  return schema.type === "null" || schema.const === null;
}

/** The same object is asked for again and again where references multiply. */
function remembered<T>(work: (value: JsonObject) => T): (value: JsonObject) => T {
  const known = new WeakMap<JsonObject, T>();
  return (value) => {
    const found = known.get(value) ?? work(value);
    known.set(value, found);
    return found;
  };
}

/** A schema with no more properties than are looked at. */
function shortened(schema: JsonObject): JsonObject {
  if (!isObject(schema.properties)) return schema;
  const { properties } = schema;
  const names = Object.keys(properties).slice(0, maxProperties);
  const kept = names.filter((name) => name.length <= longestName).map((name) => [name, properties[name]]);
  const needed = schema.required === undefined ? {} : { required: [...required(schema)] };
  return { ...schema, properties: Object.fromEntries(kept), ...needed };
}
