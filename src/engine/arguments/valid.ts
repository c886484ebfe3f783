import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { type Flatten, flattener, maxSchemaDepth, properties, required, typeOf } from "./schema.ts";

/** Arguments that satisfy the plain parts of a schema: what it requires, with defaults and examples first. */
export function validArguments(schema: JsonObject): JsonObject {
  const made = valueFor(schema, flattener(schema), 0, { left: mostGiven });
  return isObject(made) ? made : {};
}

/** Characters of JSON that values given by a schema may take up in one call: references can repeat a long one without end. */
const mostGiven = 64 * 1024;

function valueFor(raw: Json | undefined, flatten: Flatten, depth: number, room: { left: number }): Json {
  const schema = flatten(raw);
  const given = [schema.const, schema.default, firstOf(schema.examples), firstOf(schema.enum)].find(
    (value) => value !== undefined,
  );
  if (given !== undefined && room.left > 0) {
    room.left -= JSON.stringify(given).length;
    if (room.left >= 0) return given;
  }
  if (depth > maxSchemaDepth) return null;
  switch (typeOf(schema)) {
    case "object": {
      const wanted = new Set(required(schema));
      const members = properties(schema).filter(([name]) => wanted.has(name));
      return Object.fromEntries(members.map(([name, inner]) => [name, valueFor(inner, flatten, depth + 1, room)]));
    }
    case "array": {
      const count = typeof schema.minItems === "number" ? Math.min(schema.minItems, 8) : 1;
      return Array.from({ length: count }, () => valueFor(schema.items, flatten, depth + 1, room));
    }
    case "integer":
    case "number":
      return numberFor(schema);
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return stringFor(schema);
  }
}

function firstOf(list: Json | undefined): Json | undefined {
  return Array.isArray(list) ? list[0] : undefined;
}

function numberFor(schema: JsonObject): number {
  const low = typeof schema.minimum === "number" ? schema.minimum : undefined;
  const above = typeof schema.exclusiveMinimum === "number" ? schema.exclusiveMinimum + 1 : undefined;
  const high = typeof schema.maximum === "number" ? schema.maximum : Number.POSITIVE_INFINITY;
  return Math.min(Math.max(1, low ?? above ?? 1), high);
}

/** One example of each format that JSON Schema names and tools use. */
const formats: Readonly<Record<string, string>> = {
  date: "2026-01-15",
  "date-time": "2026-01-15T12:00:00Z",
  time: "12:00:00Z",
  email: "gauntlet@example.com",
  uri: "https://example.com/",
  url: "https://example.com/",
  uuid: "3f2a1c9e-6f0b-4f6e-9a3d-2b1c0d9e8f70",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
};

function stringFor(schema: JsonObject): string {
  const format = typeof schema.format === "string" ? formats[schema.format] : undefined;
  if (format !== undefined) return format;
  const min = typeof schema.minLength === "number" ? Math.min(schema.minLength, 256) : 0;
  const max = typeof schema.maxLength === "number" ? schema.maxLength : 256;
  return "gauntlet".padEnd(min, "x").slice(0, max);
}
