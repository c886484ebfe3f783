import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Parameter } from "../../model/scene.ts";
import { member } from "./path.ts";
import { isReference } from "./references.ts";
import { maxSchemaDepth, properties, type SchemaReader, schemaReader, typeOf } from "./schema.ts";

/** The most arguments looked at for one tool; a schema may be made to be endless. */
const maxParameters = 64;

/** Characters of a path: it becomes part of names all over the report. */
const longestPath = 256;

/**
 * Every scalar argument a payload can stand in for: members of nested objects, first elements of arrays, and what only a
 * sample has. Values of an `enum` are among them, since many servers do not enforce it; a `const` is not.
 */
export function parametersOf(schema: JsonObject, sample: JsonObject | undefined): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  fromSchema(schema, schemaReader(schema).flatten, "", 0, found);
  if (sample !== undefined) fromValue(sample, "", 0, found);
  return [...found.values()].slice(0, maxParameters);
}

function fromSchema(
  raw: Json | undefined,
  flatten: SchemaReader["flatten"],
  path: string,
  depth: number,
  found: Map<string, Parameter>,
): void {
  if (depth > maxSchemaDepth || path.length > longestPath || found.size >= maxParameters) return;
  const schema = flatten(raw);
  const type = typeOf(schema);
  if (type === "object") {
    for (const [name, inner] of properties(schema)) fromSchema(inner, flatten, member(path, name), depth + 1, found);
  } else if (type === "array") {
    const [first] = Array.isArray(schema.prefixItems) ? schema.prefixItems : [schema.items];
    fromSchema(isObject(first) ? first : {}, flatten, `${path}[0]`, depth + 1, found);
  } else if (path !== "" && schema.const === undefined) {
    found.set(path, { path, type: scalar(type) });
  }
}

/** A sample shows what an open schema (`object` without properties) takes. */
function fromValue(value: Json | undefined, path: string, depth: number, found: Map<string, Parameter>): void {
  if (depth > maxSchemaDepth || path.length > longestPath || found.size >= maxParameters) return;
  if (Array.isArray(value)) fromValue(value[0], `${path}[0]`, depth + 1, found);
  else if (isReference(value)) {
    if (!found.has(path)) found.set(path, { path, type: "unknown" });
  } else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) fromValue(inner, member(path, name), depth + 1, found);
  } else if (path !== "" && (found.get(path)?.type ?? "unknown") === "unknown") {
    if (typeof value === "string" || typeof value === "number")
      found.set(path, { path, type: typeof value === "string" ? "string" : "number" });
  }
}

function scalar(type: string): Parameter["type"] {
  return type === "string" || type === "number" || type === "integer" || type === "boolean" ? type : "unknown";
}
