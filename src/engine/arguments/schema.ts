import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** How deep a schema is followed: deeper ones are cut, so that a hostile or circular schema ends. */
export const maxSchemaDepth = 8;

/** Parts of one schema that are looked at: references can be piled up so that they multiply. */
const maxParts = 5_000;

/** Resolves `$ref` within one document and merges in `allOf` and the first of `anyOf` and `oneOf`. */
export type Flatten = (schema: Json | undefined) => JsonObject;

/** Properties and required names of one schema, merged parts included; the rest is not looked at. */
const maxProperties = 256;

/** Characters of a property's name. */
const longestName = 256;

/** Characters of a reference. */
const longestReference = 1_024;

/** A flattener for one document; it gives empty schemas once it has done more than any honest schema needs. */
export function flattener(root: JsonObject): Flatten {
  let left = maxParts;
  const entriesOf = remembered(firstEntries);
  const gather = (schema: Json | undefined, depth: number, sum: Sum): void => {
    if (!isObject(schema) || depth > maxSchemaDepth || left-- <= 0) return;
    for (const name of plainKeywords) {
      if (Object.hasOwn(schema, name) && !Object.hasOwn(sum.plain, name)) sum.plain[name] = schema[name];
    }
    if (isObject(schema.properties)) {
      for (const [name, inner] of entriesOf(schema.properties)) {
        if (sum.properties.size >= maxProperties) break;
        if (!sum.properties.has(name)) sum.properties.set(name, inner);
      }
      sum.object = true;
    }
    for (const name of required(schema)) if (sum.required.size < maxProperties) sum.required.add(name);
    // The schema's own words count first, then what it refers to, then its branches.
    if (typeof schema.$ref === "string") gather(pointed(root, schema.$ref), depth + 1, sum);
    for (const branches of [schema.allOf, first(schema.anyOf), first(schema.oneOf)]) {
      if (!Array.isArray(branches)) continue;
      for (const branch of branches) {
        if (left <= 0) break;
        gather(branch, depth + 1, sum);
      }
    }
  };
  return (schema) => {
    const sum: Sum = { plain: {}, properties: new Map(), required: new Set(), object: false };
    gather(schema, 0, sum);
    return {
      ...sum.plain,
      ...(sum.object ? { properties: Object.fromEntries(sum.properties) } : {}),
      ...(sum.required.size > 0 ? { required: [...sum.required] } : {}),
    };
  };
}

/** What has been gathered of one schema so far: the first word on anything is the one that counts. */
interface Sum {
  readonly plain: Record<string, Json | undefined>;
  readonly properties: Map<string, Json | undefined>;
  readonly required: Set<string>;
  object: boolean;
}

/** Keywords that are looked at as they are. */
const plainKeywords = [
  "type",
  "items",
  "const",
  "default",
  "enum",
  "examples",
  "format",
  "minItems",
  "minLength",
  "maxLength",
  "minimum",
  "exclusiveMinimum",
  "maximum",
] as const;

/** The same object is asked for again and again where references multiply. */
function remembered<T>(work: (value: JsonObject) => T): (value: JsonObject) => T {
  const known = new WeakMap<JsonObject, T>();
  return (value) => {
    const found = known.get(value) ?? work(value);
    known.set(value, found);
    return found;
  };
}

function firstEntries(value: JsonObject): readonly (readonly [string, Json | undefined])[] {
  return Object.keys(value)
    .slice(0, maxProperties)
    .filter((name) => name.length <= longestName)
    .map((name) => [name, value[name]]);
}

/** The type a value of this schema has; `unknown` where the schema leaves it open. */
export function typeOf(schema: JsonObject): string {
  const named = Array.isArray(schema.type) ? schema.type.find((t) => t !== "null") : schema.type;
  if (typeof named === "string") return named;
  if (isObject(schema.properties)) return "object";
  if (schema.items !== undefined) return "array";
  const example = first(schema.enum)?.[0] ?? schema.const;
  return typeof example === "string" ? "string" : typeof example === "number" ? "number" : "unknown";
}

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

function pointed(root: JsonObject, ref: string): Json | undefined {
  if (!ref.startsWith("#") || ref.length > longestReference) return undefined;
  const names = ref
    .slice(1)
    .split("/")
    .filter((name) => name !== "");
  let at: Json | undefined = root;
  for (const name of names) {
    const key: string = decoded(name).replaceAll("~1", "/").replaceAll("~0", "~");
    at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

function first(list: Json | undefined): readonly Json[] | undefined {
  return Array.isArray(list) && list.length > 0 ? [list[0] as Json] : undefined;
}

/** A pointer may be percent-encoded, and badly. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
