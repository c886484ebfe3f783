import { expect, it } from "vitest";
import type { JsonObject } from "../../model/json.ts";
import { listedTexts } from "./listed-texts.ts";

const texts = (entry: JsonObject) =>
  listedTexts({ entries: [{ kind: "tool", name: "t", entry }], instructions: "Hi." });

it("reads every text of an entry, and says where it stands", () => {
  const inputSchema = { properties: { id: { description: "An id.", default: "7", examples: ["8"] }, "a b": {} } };
  const found = texts({ name: "t", inputSchema, _meta: { note: "x" }, icons: [{ src: "data:image/png;base64,AAAA" }] });
  expect(found.map(({ path, role, text }) => `${path} ${role}: ${text}`)).toEqual([
    " prose: Hi.",
    "name name: t",
    "inputSchema.properties.id.description prose: An id.",
    "inputSchema.properties.id.default value: 7",
    "inputSchema.properties.id.examples[0] value: 8",
    "inputSchema.properties.a b key: a b",
    "_meta.note value: x",
    "icons[0].src value: data:image/png;base64,AAAA",
  ]);
});

it("is bounded in depth, number and length", () => {
  let deep: JsonObject = { description: "deepest" };
  for (let level = 0; level < 5_000; level++) deep = { inner: deep };
  expect(texts({ name: "t", deep }).some(({ text }) => text === "deepest")).toBe(false);
  expect(texts({ name: "t", many: Array.from({ length: 100_000 }, () => "x") }).length).toBeLessThanOrEqual(30_000);
  expect(texts({ name: "t", long: "x".repeat(1_000_000) }).at(-1)?.text.length).toBe(64 * 1024);
});
