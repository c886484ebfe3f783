import { expect, it } from "vitest";
import { findFreeForm } from "./free-form.ts";

const says = (properties: object, more: object = {}) =>
  findFreeForm({
    entries: [
      { kind: "tool", name: "t", entry: { name: "t", inputSchema: { type: "object", properties, ...more } as never } },
    ],
    instructions: undefined,
  }).map((finding) => finding.says);

it("says of a tool what it takes as any text, in one sentence", () => {
  expect(
    says({
      sql: { type: "string" },
      options: { type: "object", properties: { outputPath: { anyOf: [{ type: "string" }, { type: "null" }] } } },
      limit: { type: "integer" },
      ids: { type: "array", items: { type: "string" } },
    }),
  ).toEqual([
    "it takes a SQL statement (`sql`), a path (`options.outputPath`) as any text, without enum, pattern or format; no maxLength for `sql`, `options.outputPath`, no maximum for `limit`, no most items for `ids`, arguments that the schema does not name are let through",
  ]);
});

it("says nothing where every such text is bounded, or none says what to do", () => {
  const bounded = {
    path: { type: "string", pattern: "^[a-z]+$" },
    url: { type: "string", format: "uri" },
    sql: { enum: ["a"] },
  };
  expect(says(bounded)).toEqual([]);
  expect(says({ name: { type: "string" }, limit: { type: "integer" } })).toEqual([]);
});
