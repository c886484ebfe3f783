import { describe, expect, test } from "vitest";
import type { JsonObject } from "../model/json.ts";
import type { Reply } from "../model/reply.ts";
import type { SessionInfo } from "../model/session.ts";
import { discover } from "./discover.ts";

const info = (capabilities: JsonObject): SessionInfo => ({
  transport: "stdio",
  era: "legacy",
  protocolVersion: "2025-11-25",
  server: { name: "s", version: "1" },
  capabilities,
  instructions: "be kind",
});

describe("discover", () => {
  test("asks only for what is declared", async () => {
    const asked: string[] = [];
    const request = async (method: string): Promise<Reply> => {
      asked.push(method);
      return { kind: "result", result: { tools: [], prompts: [], resources: [], resourceTemplates: [] } };
    };
    await discover(request, info({ tools: {} }), "alice");
    expect(asked).toEqual(["tools/list"]);
    await discover(request, info({ resources: {}, prompts: { listChanged: true } }), "alice");
    expect(asked.slice(1)).toEqual(["resources/list", "resources/templates/list", "prompts/list"]);
  });

  test("keeps what a tool says and nothing that is not of its type", async () => {
    const annotations = { readOnlyHint: true, destructiveHint: "yes", title: "x" };
    const tool = { name: "t", title: 5, description: "d", inputSchema: { type: "object" }, annotations, extra: 1 };
    const request = async (): Promise<Reply> => ({ kind: "result", result: { tools: [tool, { name: "bare" }] } });
    const surface = await discover(request, info({ tools: {} }), "alice");
    expect(surface.tools).toEqual([
      {
        name: "t",
        description: "d",
        inputSchema: { type: "object" },
        annotations: { readOnlyHint: true },
        entry: tool,
      },
      { name: "bare", inputSchema: { type: "object" }, entry: { name: "bare" } },
    ]);
    expect(surface).toMatchObject({ principal: "alice", instructions: "be kind", transport: "stdio" });
    expect(surface.problems).toEqual(["The tool “bare” has no input schema; it is taken to have no arguments."]);
  });

  test.each<[Reply, string]>([
    [{ kind: "timeout", afterMs: 5 }, "tools/list: page 1 did not come within 5 ms."],
    [{ kind: "closed", why: "it died" }, "tools/list: page 1 did not come: it died."],
    [{ kind: "rpc-error", code: -32603, message: "secret" }, "tools/list: page 1 failed with error -32603."],
    [{ kind: "http-error", status: 403, headers: {}, body: "" }, "tools/list: page 1 failed with HTTP 403."],
    [{ kind: "malformed", why: "not valid JSON", excerpt: "<" }, "tools/list: page 1 is malformed: not valid JSON."],
  ])("says why a page is missing: $kind", async (reply, problem) => {
    expect((await discover(async () => reply, info({ tools: {} }), "alice")).problems).toEqual([problem]);
  });

  test("cuts a list with too many entries", async () => {
    let page = 0;
    const request = async (): Promise<Reply> => {
      const tools = Array.from({ length: 3_000 }, (_, i) => ({ name: `t${page}-${i}`, inputSchema: {} }));
      return { kind: "result", result: { tools, nextCursor: `c${++page}` } };
    };
    const surface = await discover(request, info({ tools: {} }), "alice");
    expect([page, surface.tools.length]).toEqual([2, 1_000]);
    expect(surface.problems).toEqual([
      "tools/list: more than 5000 entries; the rest is left out.",
      "There are 5000 tools; only the first 1000 are looked at.",
    ]);
  });

  test("leaves out a tool whose name is too long, and tells of no more than 100 problems", async () => {
    const twice = Array.from({ length: 200 }, () => ({ name: "same", inputSchema: {} }));
    const tools = [{ name: "n".repeat(256), inputSchema: {} }, { name: "n".repeat(257), inputSchema: {} }, ...twice];
    const reply: Reply = { kind: "result", result: { tools } };
    const surface = await discover(async () => reply, info({ tools: {} }), "alice");
    expect(surface.tools.map(({ name }) => name.length)).toEqual([256, 4]);
    expect(surface.problems[0]).toBe("1 tool has a name of more than 256 characters and is left out.");
    expect(surface.problems.slice(99)).toEqual([expect.stringContaining("twice"), "100 more problems are left out."]);
  });

  test("stops when the pages together are too long", async () => {
    let page = 0;
    const description = "d".repeat(6 * 1024 * 1024);
    const request = async (): Promise<Reply> => {
      const result = { tools: [{ name: `t${page}`, description, inputSchema: {} }], nextCursor: `c${++page}` };
      return { kind: "result", result };
    };
    const surface = await discover(request, info({ tools: {} }), "alice");
    expect([page, surface.tools.length]).toEqual([3, 3]);
    expect(surface.problems).toEqual(["tools/list: more than 16777216 characters; the rest is left out."]);
  });
});
