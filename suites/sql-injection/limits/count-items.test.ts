import { describe, expect, it } from "vitest";
import { shorten } from "../../../src/connect/record/shorten.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { countItems } from "./count-items.ts";

const kept = (result: JsonObject): Reply => ({ kind: "result", result: shorten(result) });
const said = (text: string): Reply => kept({ content: [{ type: "text", text }] });
const objects = (count: number, more: object = {}) => Array.from({ length: count }, (_, id) => ({ id, ...more }));

describe("countItems", () => {
  it.each([
    ["a list of objects", said(JSON.stringify(objects(7))), 7],
    [
      "the longest of several",
      said(JSON.stringify({ filters: objects(2), rows: objects(5, { tags: objects(3) }) })),
      5,
    ],
    ["rows as lists", said(JSON.stringify({ columns: ["a"], rows: [[1], [2], [3]] })), 3],
    [
      "words before the list",
      said(`Found 4 rows [sorted]:\n${JSON.stringify(objects(4, { note: "a ] in [a] text" }))}`),
      4,
    ],
    ["Python's way to write it", said("[{'id': 1, 'name': \"it's\"}, {'id': 2, 'name': 'b'}]"), 2],
    ["Python's rows", said("[(1, 'a'), (2, 'b'), (3, 'c')]"), 3],
    ["structured content", kept({ structuredContent: { rows: objects(6) }, content: [] }), 6],
    ["more of it than evidence keeps", kept({ structuredContent: { rows: objects(20_000) }, content: [] }), 20_000],
  ])("counts %s", (_, reply, items) => {
    expect(countItems(reply)).toEqual({ items, cut: false });
  });

  it.each([
    ["plain values", said("[1,2,3]")],
    ["no list", said("3 rows")],
    ["an empty list", said("[]")],
    ["a list of something else that ends in an object", said('["a","b",{"c":1}]')],
    ["an error", { kind: "tool-error", result: { content: [{ type: "text", text: "[{}]" }] } } satisfies Reply],
  ])("does not count %s", (_, reply) => {
    expect(countItems(reply)).toBeUndefined();
  });

  it("counts no more than it sees of a text that was cut, and says so", () => {
    const count = countItems(said(JSON.stringify(objects(20_000))));
    expect(count).toMatchObject({ cut: true });
    expect(count?.items).toBeGreaterThan(3_000);
    expect(count?.items).toBeLessThan(20_000);
  });
});
