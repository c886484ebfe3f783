import { expect, it } from "vitest";
import type { JsonObject } from "../../model/json.ts";
import { typicalValue } from "./typical.ts";
import { nothingKnown } from "./valid.ts";

const schema: JsonObject = {
  type: "object",
  properties: {
    name: { type: "string" },
    order: { $ref: "#/$defs/order" },
    limit: { type: "integer", minimum: 5 },
    filter: { type: "object", properties: { city: { type: "string" } } },
    ids: { type: "array", items: { type: "string", pattern: "^C-[0-9]{3}$" } },
  },
  required: ["name"],
  $defs: { order: { enum: ["asc", "desc"] } },
};

it.each([
  ["order", "asc"],
  ["limit", 10],
  ["ids[0]", expect.stringMatching(/^C-\d{3}$/)],
  ["filter.city", expect.any(String)],
])("finds a value for %s, which may be left out", (path, value) => {
  expect(typicalValue(schema, path, nothingKnown)).toEqual(value);
});

it("prefers what is known", () => {
  expect(typicalValue(schema, "filter.city", (name) => (name === "city" ? ["Porto"] : []))).toBe("Porto");
});
