import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../model/json.ts";
import { satisfier } from "./satisfies.ts";
import { nothingKnown, validArguments } from "./valid.ts";

const ajv = new Ajv2020({ strict: false, allErrors: false, logger: false });
addFormats.default(ajv);

/** One required argument of this schema, as made for it. */
function made(inner: Json, rest: JsonObject = {}): Json | undefined {
  const schema: JsonObject = { type: "object", properties: { a: inner }, required: ["a"], ...rest };
  const args = validArguments(schema, nothingKnown);
  const valid = ajv.compile(schema);
  expect(valid(args), `${JSON.stringify(args)} for ${JSON.stringify(schema)}: ${ajv.errorsText(valid.errors)}`).toBe(
    true,
  );
  return args.a;
}

describe("a value for each keyword", () => {
  it.each<[string, Json]>([
    ["enum", { enum: ["x", "y"] }],
    ["const", { const: { deep: [1] } }],
    ["a default that breaks the schema", { type: "string", default: 5, minLength: 3 }],
    ["examples of which one fits", { type: "integer", examples: ["x", 7] }],
    ["a pattern nobody foresaw", { type: "string", pattern: "^[QZ]{3}-[0-9]{4}$" }],
    ["a pattern with a length", { type: "string", pattern: "^[a-z]+$", minLength: 40, maxLength: 41 }],
    ["a pattern with a lookahead", { type: "string", pattern: "^(?!.*\\.\\.)[a-z0-9._-]+$" }],
    ["numbers between bounds", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }],
    ["a multiple", { type: "integer", minimum: 11, multipleOf: 7 }],
    ["a multiple of a fraction", { type: "number", minimum: 0.3, multipleOf: 0.25 }],
    ["a negative range", { type: "integer", maximum: -5 }],
    [
      "nested objects",
      {
        type: "object",
        required: ["b"],
        properties: { b: { type: "object", required: ["c"], properties: { c: { type: "boolean" } } } },
      },
    ],
    ["an array of a few", { type: "array", items: { type: "string" }, minItems: 3, maxItems: 3 }],
    ["an empty array", { type: "array", maxItems: 0 }],
    ["distinct items", { type: "array", items: { type: "string" }, minItems: 4, uniqueItems: true }],
    ["distinct numbers", { type: "array", items: { type: "integer", minimum: 5 }, minItems: 4, uniqueItems: true }],
    ["distinct choices", { type: "array", items: { enum: ["a", "b", "c"] }, minItems: 3, uniqueItems: true }],
    ["a tuple", { type: "array", prefixItems: [{ type: "string" }, { type: "integer" }], items: false, minItems: 2 }],
    ["contains", { type: "array", items: { type: "integer" }, contains: { minimum: 100 }, minContains: 2 }],
    ["additional properties", { type: "object", minProperties: 2, additionalProperties: { type: "integer" } }],
    [
      "dependent ones",
      {
        type: "object",
        required: ["b"],
        properties: { b: {}, c: { type: "integer" } },
        dependentRequired: { b: ["c"] },
      },
    ],
    [
      "if and then",
      {
        type: "object",
        required: ["k"],
        properties: { k: { enum: ["p", "q"] } },
        if: { properties: { k: { const: "p" } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { required: ["p"], properties: { p: { type: "integer" } } },
        else: { required: ["q"] },
      },
    ],
    ["not", { type: "string", not: { const: "gauntlet" } }],
    [
      "one of exactly",
      {
        oneOf: [
          { type: "integer", minimum: 5 },
          { type: "integer", maximum: 3 },
        ],
      },
    ],
    [
      "one of, told by a word",
      {
        oneOf: [
          { type: "object", required: ["t", "x"], properties: { t: { const: "one" }, x: { type: "integer" } } },
          { type: "object", required: ["t"], properties: { t: { const: "two" } } },
        ],
      },
    ],
    ["any of with a clash above", { type: "integer", anyOf: [{ type: "string" }, { minimum: 9 }] }],
    ["all of", { allOf: [{ type: "integer" }, { minimum: 3 }, { maximum: 4 }] }],
    ["nothing or something", { anyOf: [{ type: "null" }, { type: "string", format: "uri" }] }],
    ["types in a list", { type: ["null", "integer"] }],
    ["any value", true],
  ])("%s", (_, schema) => {
    made(schema);
  });

  it.each([
    "date",
    "time",
    "date-time",
    "duration",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
    "json-pointer",
    "relative-json-pointer",
    "regex",
    "byte",
  ])("format %s", (format) => {
    made({ type: "string", format });
  });

  it("follows references by pointer, by anchor and round in circles", () => {
    const $defs = {
      city: { $anchor: "town", type: "string", minLength: 9 },
      tree: {
        type: "object",
        required: ["left"],
        properties: { left: { anyOf: [{ $ref: "#/$defs/tree" }, { type: "null" }] } },
      },
    };
    made({ $ref: "#/$defs/city" }, { $defs });
    made({ $ref: "#town" }, { $defs });
    made({ $ref: "#/$defs/tree" }, { $defs });
    made({ $ref: "#/definitions/old" }, { definitions: { old: { type: "integer", minimum: 3 } } });
  });

  it("chooses values by the name where that says what is wanted", () => {
    const text = { type: "string" };
    const named = {
      filePath: text,
      timezone: text,
      sql: text,
      start_date: text,
      limit: { type: "integer" },
      maxResults: { type: "number", maximum: 5 },
    };
    const schema = { type: "object", properties: named, required: Object.keys(named) };
    expect(validArguments(schema, nothingKnown)).toEqual({
      filePath: "gauntlet.txt",
      timezone: "UTC",
      sql: "SELECT 1",
      start_date: "2026-01-15",
      limit: 10,
      maxResults: 1,
    });
  });

  it("takes what a description gives as an example, unless it sounds like harm or is to be run", () => {
    expect(made({ type: "string", description: "Name of the area, e.g. 'Europe/North'" })).toBe("Europe/North");
    expect(made({ type: "string", description: 'What to do, for example "delete everything"' })).toBe("gauntlet");
    expect(made({ enum: ["delete", "list"] })).toBe("list");
  });

  it("prefers what is known of the server, where the schema allows it", () => {
    const schema = { type: "object", required: ["table"], properties: { table: { type: "string", minLength: 4 } } };
    expect(validArguments(schema, () => ["x", "invoices"])).toEqual({ table: "invoices" });
  });
});

describe("hostile schemas", () => {
  it.each<[string, Json]>([
    [
      "a pattern that never ends",
      { type: "string", pattern: "^(a+)+$", minLength: 5_000, default: `${"a".repeat(3_000)}!` },
    ],
    ["a pattern that multiplies", { type: "string", pattern: "^((((a{999}){999}){999}){999})$" }],
    ["patterns inside patterns", { type: "string", pattern: `^${"(".repeat(400)}a${")+".repeat(400)}$` }],
    ["a length without end", { type: "string", minLength: 1e12 }],
    [
      "items without end",
      {
        type: "array",
        items: { type: "array", items: { type: "array", minItems: 1e9 }, minItems: 1e9 },
        minItems: 1e9,
      },
    ],
    ["an enum without end", { enum: Array.from({ length: 100_000 }, (_, i) => `v${i}`), not: {} }],
    ["branches of branches", deep(20, (inner) => ({ anyOf: [inner, inner, inner], oneOf: [inner, inner] }))],
    ["numbers that are none", { type: "integer", minimum: 1e308, maximum: -1e308, multipleOf: 1e-300 }],
  ])("end soon: %s", (_, inner) => {
    const startedAt = performance.now();
    const args = validArguments({ type: "object", properties: { a: inner }, required: ["a"] }, nothingKnown);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    expect(JSON.stringify(args).length).toBeLessThan(1_000_000);
  });
});

describe("against a judge of its own", () => {
  it("satisfies every schema that can be satisfied", () => {
    fc.assert(
      fc.property(anySchema, (inner) => {
        made(inner as Json);
      }),
      { numRuns: 250 },
    );
  });

  it("judges values as the other judge does", () => {
    fc.assert(
      fc.property(anySchema, fc.jsonValue({ maxDepth: 2 }), (inner, value) => {
        const schema = inner as JsonObject;
        expect(satisfier(schema)(schema, value as Json), JSON.stringify({ schema, value })).toBe(
          ajv.validate(schema, value),
        );
      }),
      { numRuns: 250 },
    );
  });
});

function deep(levels: number, wrap: (inner: JsonObject) => JsonObject): JsonObject {
  let schema: JsonObject = { type: "string" };
  for (let at = 0; at < levels; at += 1) schema = wrap(schema);
  return schema;
}

/** Schemas that some value satisfies. */
const { anySchema } = fc.letrec((tie) => ({
  text: fc.record(
    {
      type: fc.constant("string"),
      minLength: fc.nat(12),
      maxLength: fc.integer({ min: 12, max: 40 }),
      description: fc.string(),
    },
    { requiredKeys: ["type"] },
  ),
  formatted: fc.record({
    type: fc.constant("string"),
    format: fc.constantFrom("date", "uri", "email", "uuid", "ipv4", "date-time"),
  }),
  patterned: fc.record({
    type: fc.constant("string"),
    pattern: fc.constantFrom(
      "^[a-z]{2,5}$",
      "^\\d{3}-\\d{2}$",
      "^[A-Z][a-z]+(?: [A-Z][a-z]+)*$",
      "^v?\\d+\\.\\d+$",
      "^[^/]+/[^/]+$",
      "^\\S+$",
    ),
  }),
  number: fc
    .record({
      type: fc.constantFrom("integer", "number"),
      low: fc.integer({ min: -50, max: 50 }),
      span: fc.nat(40),
      exclusive: fc.boolean(),
    })
    .map(({ type, low, span, exclusive }) => ({
      type,
      ...(exclusive
        ? { exclusiveMinimum: low, exclusiveMaximum: low + span + 2 }
        : { minimum: low, maximum: low + span }),
    })),
  choice: fc.record({ enum: fc.uniqueArray(fc.oneof(fc.string(), fc.integer()), { minLength: 1, maxLength: 4 }) }),
  array: fc
    .record({ items: tie("anySchema"), minItems: fc.nat(2), more: fc.nat(3) })
    .map(({ items, minItems, more }) => ({ type: "array", items, minItems, maxItems: minItems + more })),
  object: fc
    .tuple(fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie("anySchema"), { maxKeys: 4 }), fc.boolean(), fc.nat(3))
    .map(([properties, closed, needed]) => ({
      type: "object",
      properties,
      required: Object.keys(properties).slice(0, needed),
      ...(closed ? { additionalProperties: false } : {}),
    })),
  branched: fc
    .tuple(
      fc.constantFrom("anyOf", "allOf", "oneOf"),
      tie("anySchema"),
      fc.constantFrom({ type: "null" }, { const: "only" }),
    )
    .map(([word, inner, other]) =>
      word === "allOf"
        ? { allOf: [inner] }
        : word === "anyOf"
          ? { anyOf: [other, inner] }
          : { oneOf: [{ type: "null" }, { type: "object", required: ["z"], properties: { z: inner } }] },
    ),
  bare: fc.constantFrom<Json>(true, {}, { type: "boolean" }, { type: "null" }, { type: ["string", "null"] }),
  anySchema: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie("text"),
    tie("formatted"),
    tie("patterned"),
    tie("number"),
    tie("choice"),
    tie("bare"),
    tie("array"),
    tie("object"),
    tie("branched"),
  ),
}));
