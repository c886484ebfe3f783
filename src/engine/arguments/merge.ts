import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** Properties of one merged schema, and schemas merged for one property. */
const maxProperties = 256;
const maxParts = 4;

/** One schema that says what two flat ones say; `clash` = no value can satisfy both. Where only one can count, it is the first. */
export function merged(a: JsonObject, b: JsonObject): { readonly schema: JsonObject; readonly clash: boolean } {
  const sum: Record<string, Json | undefined> = { ...b, ...a };
  const clashes = Object.keys(b)
    .filter((word) => a[word] !== undefined && a[word] !== b[word])
    .map((word) => {
      const join = joins[word];
      const joined = join?.(a[word] as Json, b[word] as Json);
      if (joined !== undefined) sum[word] = joined;
      return join !== undefined && joined === undefined;
    });
  return { schema: sum, clash: clashes.includes(true) || constClash(sum) };
}

/** How two values of one keyword become one; undefined where they exclude each other. */
const joins: Readonly<Record<string, (a: Json, b: Json) => Json | undefined>> = {
  type: (a, b) => {
    const types = typesOf(a).flatMap((one) => typesOf(b).flatMap((other) => common(one, other)));
    const [only] = types;
    return types.length > 1 ? [...new Set(types)] : only;
  },
  enum: (a, b) => {
    const allowed = new Set((Array.isArray(b) ? b : []).slice(0, 1_000).map((value) => JSON.stringify(value)));
    const both = (Array.isArray(a) ? a : []).filter((value) => allowed.has(JSON.stringify(value)));
    return both.length > 0 ? both : undefined;
  },
  const: (a, b) => (JSON.stringify(a) === JSON.stringify(b) ? a : undefined),
  minimum: higher,
  exclusiveMinimum: higher,
  minLength: higher,
  minItems: higher,
  minProperties: higher,
  minContains: higher,
  maximum: lower,
  exclusiveMaximum: lower,
  maxLength: lower,
  maxItems: lower,
  maxProperties: lower,
  maxContains: lower,
  multipleOf: (a, b) => (typeof a === "number" && typeof b === "number" ? commonMultiple(a, b) : a),
  required: (a, b) => [...new Set([...list(a), ...list(b)])].slice(0, maxProperties),
  uniqueItems: (a, b) => a === true || b === true,
  items: both,
  contains: both,
  propertyNames: both,
  properties: (a, b) => (isObject(a) && isObject(b) ? ofMembers(a, b, both) : a),
  patternProperties: (a, b) => (isObject(a) && isObject(b) ? ofMembers(a, b, both) : a),
  dependentRequired: (a, b) => (isObject(a) && isObject(b) ? ofMembers(a, b, (x, y) => [...list(x), ...list(y)]) : a),
  prefixItems: (a, b) => {
    const [one, other] = [list(a), list(b)];
    return Array.from({ length: Math.max(one.length, other.length) }, (_, at) => {
      const [x, y] = [one[at], other[at]];
      return x === undefined ? (y as Json) : y === undefined ? x : both(x, y);
    });
  },
};

function both(a: Json, b: Json): Json {
  if (a === b || b === true) return a;
  if (a === true) return b;
  const parts = isObject(a) && Array.isArray(a.allOf) && Object.keys(a).length === 1 ? a.allOf : [a];
  return parts.length >= maxParts || parts.includes(b) ? a : { allOf: [...parts, b] };
}

function ofMembers(a: JsonObject, b: JsonObject, join: (a: Json, b: Json) => Json): JsonObject {
  const sum = new Map(Object.entries(a));
  for (const name of Object.keys(b)) {
    const [one, other] = [sum.get(name), b[name]];
    if (other === undefined || (one === undefined && sum.size >= maxProperties)) continue;
    sum.set(name, one === undefined ? other : join(one, other));
  }
  return Object.fromEntries(sum);
}

function constClash(schema: JsonObject): boolean {
  const { const: only, enum: allowed, type } = schema;
  if (only === undefined) return false;
  if (Array.isArray(allowed) && !allowed.some((value) => JSON.stringify(value) === JSON.stringify(only))) return true;
  return type !== undefined && !typesOf(type).some((one) => common(one, jsonType(only)).length > 0);
}

/** The JSON Schema type of a value; a whole number is an `integer`. */
export function jsonType(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function typesOf(type: Json): readonly string[] {
  return (Array.isArray(type) ? type : [type]).slice(0, 8).filter((one): one is string => typeof one === "string");
}

function common(a: string, b: string): readonly string[] {
  if (a === b) return [a];
  return (a === "integer" && b === "number") || (a === "number" && b === "integer") ? ["integer"] : [];
}

function commonMultiple(a: number, b: number): number {
  if (!Number.isInteger(a) || !Number.isInteger(b) || a <= 0 || b <= 0) return a;
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

function higher(a: Json, b: Json): Json {
  return typeof a === "number" && typeof b === "number" ? Math.max(a, b) : a;
}

function lower(a: Json, b: Json): Json {
  return typeof a === "number" && typeof b === "number" ? Math.min(a, b) : a;
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
