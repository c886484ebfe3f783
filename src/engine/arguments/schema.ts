import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** How deep a schema is followed: deeper ones are cut, so that a hostile or circular schema ends. */
export const maxSchemaDepth = 8;

/** The schema with `$ref` within the document resolved and the first of `anyOf`/`oneOf`/`allOf` merged in. */
export function flatten(schema: Json | undefined, root: JsonObject, depth: number): JsonObject {
  if (!isObject(schema) || depth > maxSchemaDepth) return {};
  const target = typeof schema.$ref === "string" ? pointed(root, schema.$ref) : undefined;
  const branches = [schema.allOf, first(schema.anyOf), first(schema.oneOf)].flatMap((b) => (Array.isArray(b) ? b : []));
  const { $ref, allOf, anyOf, oneOf, ...own } = schema;
  const parts = [target, ...branches].filter((part) => part !== undefined);
  return parts.reduce<JsonObject>((sum, part) => merge(flatten(part, root, depth + 1), sum), own);
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
    const key: string = decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~");
    at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

function first(list: Json | undefined): readonly Json[] | undefined {
  return Array.isArray(list) && list.length > 0 ? [list[0] as Json] : undefined;
}
