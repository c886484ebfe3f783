import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** How deep a schema is followed: deeper ones are cut, so that a hostile or circular schema ends. */
export const maxSchemaDepth = 8;

/** Parts of one schema that are looked at: references can be piled up so that they multiply. */
const maxParts = 5_000;

/** Resolves `$ref` within one document and merges in `allOf` and the first of `anyOf` and `oneOf`. */
export type Flatten = (schema: Json | undefined) => JsonObject;

/** A flattener for one document; it gives empty schemas once it has done more than any honest schema needs. */
export function flattener(root: JsonObject): Flatten {
  let left = maxParts;
  const flat = (schema: Json | undefined, depth: number): JsonObject => {
    if (!isObject(schema) || depth > maxSchemaDepth || left-- <= 0) return {};
    const target = typeof schema.$ref === "string" ? pointed(root, schema.$ref) : undefined;
    const branches = [schema.allOf, first(schema.anyOf), first(schema.oneOf)].flatMap((b) =>
      Array.isArray(b) ? b : [],
    );
    const { $ref, allOf, anyOf, oneOf, ...own } = schema;
    const parts = [target, ...branches].filter((part) => part !== undefined);
    return parts.reduce<JsonObject>((sum, part) => merge(flat(part, depth + 1), sum), own);
  };
  return (schema) => flat(schema, 0);
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

/** The names a schema requires. */
export function required(schema: JsonObject): readonly string[] {
  return Array.isArray(schema.required) ? schema.required.filter((name) => typeof name === "string") : [];
}

/** Properties of an object schema, in the order of the document. */
export function properties(schema: JsonObject): readonly (readonly [string, Json])[] {
  if (!isObject(schema.properties)) return [];
  return Object.entries(schema.properties).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

function merge(a: JsonObject, b: JsonObject): JsonObject {
  return {
    ...a,
    ...b,
    ...(isObject(a.properties) || isObject(b.properties)
      ? {
          properties: {
            ...(isObject(a.properties) ? a.properties : {}),
            ...(isObject(b.properties) ? b.properties : {}),
          },
        }
      : {}),
    ...(a.required || b.required ? { required: [...required(a), ...required(b)] } : {}),
  };
}

function pointed(root: JsonObject, ref: string): Json | undefined {
  if (!ref.startsWith("#")) return undefined;
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
