import { describe, expect, it } from "vitest";
import { shorten } from "../../../src/connect/record/shorten.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { countRows } from "./count-rows.ts";

const values = { factor: 1_234, offset: 150_000_000, rows: 60_000 };
const value = (row: number) => row * values.factor + values.offset;
const rows = (count: number, from = 0) => Array.from({ length: count }, (_, at) => ({ v: value(from + at) }));
const kept = (result: JsonObject) =>
  ({ reply: { kind: "result", result: shorten(result) } satisfies Reply }) as unknown as Exchange;
const said = (text: string) => kept({ content: [{ type: "text", text }] });

describe("countRows", () => {
  it.each([
    ["JSON", JSON.stringify(rows(20))],
    ["pretty JSON", JSON.stringify(rows(20), null, 2)],
    [
      "a table",
      rows(20)
        .map(({ v }, at) => `| ${at} | ${v} |`)
        .join("\n"),
    ],
    ["the same rows twice", JSON.stringify([...rows(20), ...rows(20)])],
  ])("counts rows in %s", (_, text) => {
    expect(countRows(said(text), values)).toEqual({ items: 20, cut: false });
  });

  it("does not count other numbers", () => {
    expect(countRows(said("150000001 1500000000 151234567, 12345678"), values).items).toBe(0);
  });

  it.each([
    ["text", said(JSON.stringify(rows(50_000)))],
    ["pretty text", said(JSON.stringify(rows(50_000), null, 2))],
    ["structure", kept({ content: [], structuredContent: { rows: rows(50_000) } })],
  ])("counts rows of which evidence keeps only a part: %s", (_, exchange) => {
    expect(countRows(exchange, values)).toEqual({ items: 50_000, cut: true });
  });

  it("does not count what was left out when that may have been something else", () => {
    const hole = `${JSON.stringify(rows(3_000))}${" filler".repeat(30_000)}${JSON.stringify(rows(1_000, 40_000))}`;
    const count = countRows(said(hole), values);
    expect(count.cut).toBe(true);
    expect(count.items).toBeLessThanOrEqual(4_000);
  });
});
