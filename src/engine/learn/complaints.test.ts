import { describe, expect, it } from "vitest";
import { complaintsIn } from "./complaints.ts";
import { completed, corrected } from "./corrected.ts";

const nothing = () => [];

describe("complaintsIn", () => {
  it.each<[string, string, ReturnType<typeof complaintsIn>]>([
    [
      "zod 3",
      'MCP error -32602: Invalid arguments for tool x: [\n{"code":"invalid_enum_value","options":["asc","desc"],"path":["order"],"message":"m"},\n{"code":"invalid_type","expected":"number","received":"string","path":["page","size"],"message":"m"}]',
      [
        { path: ["order"], schema: { enum: ["asc", "desc"] } },
        { path: ["page", "size"], schema: { type: "number" } },
      ],
    ],
    [
      "zod 4",
      'Error: [{"code":"invalid_value","values":["a"],"path":["kind"]},{"origin":"string","code":"too_small","minimum":8,"path":["q"]},{"code":"invalid_format","format":"url","path":["link"]},{"code":"unrecognized_keys","keys":["x"],"path":[]}]',
      [
        { path: ["kind"], schema: { enum: ["a"] } },
        { path: ["q"], schema: { type: "string", minLength: 8 } },
        { path: ["link"], schema: { type: "string", format: "url" } },
        { path: ["x"], schema: "unwanted" },
      ],
    ],
    [
      "pydantic",
      "2 validation errors for call[greet]\nname\n  Missing required argument [type=missing_argument, input_value={}, input_type=dict]\nmode\n  Input should be 'fast' or 'slow' [type=literal_error, input_value='x', input_type=str]",
      [
        { path: ["name"], schema: {} },
        { path: ["mode"], schema: { enum: ["fast", "slow"] } },
      ],
    ],
    ["jsonschema", "Input validation error: 'timezone' is a required property", [{ path: ["timezone"], schema: {} }]],
    ["ajv", "data/limit must be integer", [{ path: ["limit"], schema: { type: "integer" } }]],
    ["serde", "failed to deserialize parameters: missing field `path`", [{ path: ["path"], schema: {} }]],
    [
      "the Go SDK",
      'validating root: required: missing properties: ["a", "b"]',
      [
        { path: ["a"], schema: {} },
        { path: ["b"], schema: {} },
      ],
    ],
    ["mcp-go", 'required argument "name" not found', [{ path: ["name"], schema: {} }]],
    ["by hand", "Missing required parameter: query", [{ path: ["query"], schema: {} }]],
    ["by hand, choices", "order must be one of: asc, desc", [{ path: ["order"], schema: { enum: ["asc", "desc"] } }]],
    ["nothing of use", "Something went wrong", []],
  ])("reads %s", (_, text, expected) => {
    expect(complaintsIn(text)).toEqual(expected);
  });

  it("takes little time over a hostile text", () => {
    const startedAt = performance.now();
    for (const part of ["[{", "a is ", "'", "missing parameters: a, ", "x\n  Input should be 'a', "]) {
      complaintsIn(part.repeat(50_000));
    }
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe("corrected", () => {
  const schema = { type: "object", properties: { order: { type: "string" }, day: { type: "string", format: "date" } } };

  it("heeds each complaint and leaves all else as it was", () => {
    const complaints = complaintsIn("order must be one of: asc, desc");
    expect(corrected({ order: "x", keep: 1 }, schema, complaints, nothing)).toEqual({ order: "asc", keep: 1 });
    const unwanted = [{ path: ["keep"], schema: "unwanted" as const }];
    expect(corrected({ order: "x", keep: 1 }, schema, unwanted, nothing)).toEqual({ order: "x" });
  });

  it("takes a missing one from what the tool declares, and from what is known", () => {
    expect(corrected({}, schema, [{ path: ["day"], schema: {} }], nothing)).toEqual({ day: "2026-01-15" });
    expect(corrected({}, schema, [{ path: ["order"], schema: {} }], () => ["third"])).toEqual({ order: "third" });
  });

  it("says so when nothing changes", () => {
    expect(corrected({ day: "2026-01-15" }, schema, [{ path: ["day"], schema: {} }], nothing)).toBeUndefined();
    expect(corrected({}, schema, [], nothing)).toBeUndefined();
  });
});

describe("completed", () => {
  const schema = {
    type: "object",
    properties: { url: { type: "string" }, scrapeId: { type: "string" }, data: { type: "integer" } },
  };

  it("adds what a refusal speaks of, the first where there is a choice", () => {
    expect(completed({}, schema, "Provide either 'url' or 'scrapeId', not both", nothing)).toEqual({
      url: "https://example.com/",
    });
    expect(completed({ url: "u" }, schema, "Data and scrapeId are required", nothing)).toEqual({
      url: "u",
      data: 1,
      scrapeId: "1",
    });
    expect(completed({}, schema, "Something else", nothing)).toBeUndefined();
  });
});
