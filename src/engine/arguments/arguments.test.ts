import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../model/json.ts";
import { parametersOf } from "./parameters.ts";
import { member, placeAt, readPath } from "./path.ts";
import { schemaReader } from "./schema.ts";
import { nothingKnown, validArguments } from "./valid.ts";

const schema: JsonObject = {
  type: "object",
  required: ["name", "filter", "ids"],
  properties: {
    name: { type: "string" },
    mode: { enum: ["fast", "slow"] },
    filter: {
      type: "object",
      required: ["city"],
      properties: { city: { $ref: "#/$defs/city" }, limit: { type: "integer", minimum: 5 } },
    },
    ids: { type: "array", items: { type: ["string", "null"] } },
    when: { anyOf: [{ type: "string", format: "date" }, { type: "null" }] },
  },
  $defs: { city: { type: "string", minLength: 12 } },
};

describe("arguments from a schema", () => {
  it("finds every scalar a payload can stand in for, nested ones too", () => {
    expect(parametersOf(schema, undefined)).toEqual([
      { path: "name", type: "string" },
      { path: "mode", type: "string" },
      { path: "filter.city", type: "string" },
      { path: "filter.limit", type: "integer" },
      { path: "ids[0]", type: "string" },
      { path: "when", type: "string" },
    ]);
  });

  it("learns from a sample what an open schema takes", () => {
    const open = { type: "object", properties: { data: { type: "object" } } };
    expect(parametersOf(open, { data: { city: "Paris", n: 1 } })).toEqual([
      { path: "data.city", type: "string" },
      { path: "data.n", type: "number" },
    ]);
  });

  it("makes what is required and nothing else", () => {
    expect(validArguments(schema, nothingKnown)).toEqual({
      name: "gauntlet",
      filter: { city: "gauntletxxxx" },
      ids: ["1"],
    });
  });

  it("ends on a schema that refers to itself", () => {
    const endless: JsonObject = { type: "object", required: ["a"], properties: { a: { $ref: "#" } } };
    expect(JSON.stringify(validArguments(endless, nothingKnown)).length).toBeLessThan(1000);
    expect(parametersOf(endless, undefined)).toEqual([]);
  });

  it("takes little time over references that multiply, and over one that cannot be read", () => {
    const multiplied: JsonObject = {
      type: "object",
      allOf: Array.from({ length: 60 }, () => ({ $ref: "#" })),
      properties: { a: { type: "string" }, b: { $ref: "#/%zz" } },
    };
    const startedAt = performance.now();
    expect(parametersOf(multiplied, undefined).map(({ path }) => path)).toContain("a");
    validArguments(multiplied, nothingKnown);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it("takes little time over a schema of many parts with many properties, and merges no more than 256", () => {
    const properties = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`p${i}`, { type: "string" }]));
    const parts = Array.from({ length: 3_000 }, (_, i) => ({ $ref: "#/$defs/big", properties: { [`q${i}`]: {} } }));
    const wide: JsonObject = { allOf: [{ properties }, ...parts], $defs: { big: { properties } } };
    const startedAt = performance.now();
    expect(parametersOf(wide, undefined)).toHaveLength(64);
    validArguments(wide, nothingKnown);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(Object.keys((schemaReader(wide).flatten(wide).properties ?? {}) as JsonObject)).toHaveLength(256);
  });

  it("lets what a schema says itself outrank what it refers to", () => {
    const refers: JsonObject = {
      $ref: "#/$defs/a",
      type: "object",
      required: ["own"],
      properties: { own: { type: "string", default: "mine" } },
      allOf: [{ required: ["more"], properties: { more: { const: "added" }, own: { type: "integer" } } }],
      $defs: { a: { type: "string", properties: { own: { type: "boolean" } } } },
    };
    expect(validArguments(refers, nothingKnown)).toEqual({ own: "mine", more: "added" });
  });

  it("lists a property whose name looks like a huge index, and puts a value there without making an array", () => {
    const trap: JsonObject = { type: "object", properties: { "a[20000000]": { type: "string" } } };
    const [parameter] = parametersOf(trap, undefined);
    expect(parameter?.path).toBe('["a[20000000]"]');
    expect(placeAt({}, parameter?.path ?? "", "v")).toEqual({ "a[20000000]": "v" });
  });

  it("does not repeat a long default as often as a schema refers to it", () => {
    const names = Array.from({ length: 200 }, (_, i) => `p${i}`);
    const repeated: JsonObject = {
      type: "object",
      required: names,
      properties: Object.fromEntries(names.map((name) => [name, { $ref: "#/$defs/long" }])),
      $defs: { long: { type: "string", default: "x".repeat(30_000) } },
    };
    const made = validArguments(repeated, nothingKnown);
    expect(JSON.stringify(made).length).toBeLessThan(80_000);
    expect(made).toMatchObject({ p0: "x".repeat(30_000), p199: "gauntlet" });
  });

  it("lists no path that is longer than 256 characters", () => {
    const long: JsonObject = { type: "object", properties: { ["n".repeat(300)]: {}, short: { type: "string" } } };
    expect(parametersOf(long, { ["m".repeat(300)]: "x" })).toEqual([{ path: "short", type: "string" }]);
  });

  it("is not led astray by names such as __proto__", () => {
    const hostile = JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}') as JsonObject;
    expect(() => parametersOf(hostile, undefined)).not.toThrow();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("paths", () => {
  it("never make an array longer than 65", () => {
    expect(placeAt({}, "a[64]", "v").a).toHaveLength(65);
    expect(placeAt({ b: 1 }, "a[65]", "v")).toEqual({ b: 1 });
    expect(placeAt({}, "a[4000000000].b", "v")).toEqual({});
  });

  it("keep a name in one piece that looks like a path", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((name) => name !== "__proto__"),
        (name) => {
          const path = member("outer", name);
          const placed = placeAt({ outer: { [name]: "old" } }, path, "new");
          expect(placed).toEqual({ outer: { [name]: "new" } });
          expect(readPath(placed, path)).toBe("new");
        },
      ),
    );
  });

  it("read back what was placed, and change nothing else", () => {
    const name = fc.stringMatching(/^[a-z]{1,5}$/);
    const path = fc.tuple(
      name,
      fc.array(
        fc.oneof(
          name.map((n) => `.${n}`),
          fc.nat(3).map((i) => `[${i}]`),
        ),
        { maxLength: 3 },
      ),
    );
    fc.assert(
      fc.property(path, fc.string(), ([head, rest], value) => {
        const root = { untouched: { deep: [1, 2] } };
        const placed = placeAt(root, `z${head}${rest.join("")}`, value);
        expect(readPath(placed, `z${head}${rest.join("")}`)).toBe(value);
        expect(placed.untouched).toBe(root.untouched);
      }),
    );
  });
});
