import { describe, expect, it } from "vitest";
import type { Reply } from "../model/reply.ts";
import { rejectedBySchema } from "./rejected-by-schema.ts";

const tool = (text: string): Reply => ({
  kind: "tool-error",
  result: { isError: true, content: [{ type: "text", text }] },
});
const rpc = (code: number, message: string): Reply => ({ kind: "rpc-error", code, message });

describe("rejectedBySchema knows a refusal", () => {
  it.each([
    [
      "TypeScript SDK 1",
      'MCP error -32602: Invalid arguments for tool get-sum: [\n  {\n    "code": "invalid_type",\n    "expected": "number"',
    ],
    ["TypeScript SDK 1.2x", "MCP error -32602: Input validation error: Invalid arguments for tool get-sum: []"],
    [
      "TypeScript SDK 2",
      "Input validation error: Invalid arguments for tool echo: message: Invalid input: expected string, received undefined",
    ],
    ["Python SDK, low level", "Input validation error: 'timezone' is a required property"],
    ["Python SDK, low level, type", "Input validation error: 5 is not of type 'string'"],
    [
      "Python SDK, FastMCP",
      "Error executing tool add: 1 validation error for addArguments\na\n  Field required [type=missing, input_value={}, input_type=dict]",
    ],
    [
      "FastMCP 2",
      "1 validation error for call[greet]\nname\n  Missing required argument [type=missing_argument, input_value={}, input_type=dict]",
    ],
    [
      "FastMCP 2, unknown",
      "1 validation error for call[greet]\nx\n  Unexpected keyword argument [type=unexpected_keyword_argument",
    ],
    ["Python, called directly", "greet() missing 1 required positional argument: 'name'"],
    ["Go SDK", 'validating "arguments": validating root: required: missing properties: ["name"]'],
    ["mcp-go", 'required argument "name" not found'],
    ["mcp-go, type", 'argument "count" is not a string'],
    ["rmcp", "failed to deserialize parameters: missing field `name`"],
    ["serde", "invalid type: integer `5`, expected a string at line 1 column 10"],
    ["kotlinx", "Field 'name' is required for type with serial name 'Args', but it was missing at path: $"],
    ["Jackson", 'Cannot deserialize value of type `int` from String "x": not a valid `int` value'],
    ["C# SDK", "The arguments dictionary is missing a value for the required parameter 'message'."],
    [
      "zod by hand",
      '[\n  {\n    "code": "invalid_type",\n    "expected": "string",\n    "received": "undefined",\n    "path": [\n      "url"\n    ],\n    "message": "Required"\n  }\n]',
    ],
    [
      "zod 4 by hand",
      'Error: [\n  {\n    "expected": "string",\n    "code": "invalid_type",\n    "path": [\n      "url"\n    ],\n    "message": "Invalid input: expected string, received undefined"\n  }\n]',
    ],
    ["zod, formatted", "✖ Invalid input: expected string, received undefined\n  → at url"],
    ["ajv", "data must have required property 'name'"],
    ["by hand", "Missing required parameter: query"],
    ["by hand, with a reason", "Error: tableName is required for enable operation"],
    ["by hand, with choices", "Error: kind is required and must be one of ['a', 'b']."],
    ["by hand, wrapped", "Error executing tool find: query is required for searchMode=keyword"],
    ["by hand, a list", "Validation failed: \u2022 workflow.nodes: workflow.nodes is required"],
    ["by hand, one word", "Error: path is required"],
    ["by hand, invalid", "Invalid arguments for edit: expected a list"],
  ])("%s", (_, text) => {
    expect(rejectedBySchema(tool(text))).toBe(true);
  });

  it("in a protocol error", () => {
    expect(rejectedBySchema(rpc(-32602, "Invalid params"))).toBe(true);
    expect(rejectedBySchema(rpc(-32602, "Unknown tool: x"))).toBe(true);
    expect(rejectedBySchema(rpc(-32602, "Tool x not found"))).toBe(true);
    expect(
      rejectedBySchema(rpc(-32603, 'Validation failed: [{"code":"too_small","minimum":1,"path":["q"],"message":"m"}]')),
    ).toBe(true);
    expect(rejectedBySchema(rpc(-32603, 'Internal error: validating root: type: 5 has type "integer"'))).toBe(true);
  });
});

describe("rejectedBySchema does not take for a refusal", () => {
  it.each([
    "no customer of that name",
    "Customer not found",
    "MCP error -32602: Customer 5 not found",
    "MCP error -32602: No such customer",
    "MCP error -32602: Unknown timezone 'gauntlet'",
    'invalid input syntax for type integer: "1\'"',
    'ERROR: syntax error at or near "\'"',
    "You have an error in your SQL syntax; check the manual",
    'column "gauntlet" does not exist',
    "SQLITE_ERROR: no such column: gauntlet",
    'null value in column "name" violates not-null constraint',
    "Field 'name' doesn't have a default value",
    "Authentication is required to do this",
    "An API key is required. Set KEY",
    "ENOENT: no such file or directory, open 'gauntlet.txt'",
    "Access denied - path outside allowed directories",
    "fetch failed",
  ])("%s", (text) => {
    expect(rejectedBySchema(tool(text))).toBe(false);
  });

  it("what the tool itself says of a thing under the code of invalid arguments", () => {
    expect(rejectedBySchema(rpc(-32602, "No such customer"))).toBe(false);
    expect(rejectedBySchema(rpc(-32602, "customer 17 does not exist"))).toBe(false);
    expect(rejectedBySchema(rpc(-32603, "Internal error"))).toBe(false);
    expect(rejectedBySchema({ kind: "timeout", afterMs: 5 })).toBe(false);
    expect(
      rejectedBySchema({ kind: "result", result: { content: [{ type: "text", text: "path is required" }] } }),
    ).toBe(false);
  });
});
