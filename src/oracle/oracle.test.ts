import { describe, expect, it } from "vitest";
import { isInvalidResult } from "./invalid-result.ts";
import { rejectedBySchema } from "./rejected-by-schema.ts";
import { complainsOfSql } from "./sql-complaint.ts";

describe("complainsOfSql", () => {
  it.each([
    'syntax error at or near "AND"',
    'unterminated quoted string at or near "\'x"',
    'near "x": syntax error',
    'Database error: unrecognized token: "\'"',
    "You have an error in your SQL syntax; check the manual",
    "Unclosed quotation mark after the character string 'x'.",
    "ORA-00933: SQL command not properly ended",
  ])("knows %s", (text) => {
    expect(complainsOfSql(text)).toBe(true);
  });

  it.each(["no such customer", "the syntax of this e-mail address is wrong", "nothing near you"])(
    "leaves %s alone",
    (text) => {
      expect(complainsOfSql(text)).toBe(false);
    },
  );
});

describe("rejectedBySchema", () => {
  const said = (text: string) => ({ kind: "tool-error", result: { content: [{ type: "text", text }] } }) as const;

  it("knows a refusal as a protocol error, and as SDKs dress it up", () => {
    expect(rejectedBySchema({ kind: "rpc-error", code: -32602, message: "Invalid params" })).toBe(true);
    expect(rejectedBySchema(said("MCP error -32602: Input validation error: Invalid arguments for tool x"))).toBe(true);
    expect(rejectedBySchema(said("1 validation error for look_upArguments"))).toBe(true);
  });

  it("does not take a tool's own refusal for one", () => {
    expect(rejectedBySchema(said("no customer of that name"))).toBe(false);
    expect(rejectedBySchema({ kind: "rpc-error", code: -32603, message: "Internal error" })).toBe(false);
  });
});

describe("isInvalidResult", () => {
  it("knows a text block without text", () => {
    expect(isInvalidResult({ content: [{ type: "text" }] })).toBe(true);
    expect(
      isInvalidResult({
        content: [
          { type: "text", text: "" },
          { type: "image", data: "" },
        ],
      }),
    ).toBe(false);
    expect(isInvalidResult({ tools: [] })).toBe(false);
  });
});
