import { expect, it } from "vitest";
import type { Reply } from "../../model/reply.ts";
import { challengeParameter } from "./bearer-challenge.ts";
import { type Denial, denialOf } from "./denial.ts";

const http = (status: number, challenge = ""): Reply => ({
  kind: "http-error",
  status,
  headers: { "www-authenticate": challenge },
  body: "",
});
const tool = (text: string): Reply => ({ kind: "tool-error", result: { content: [{ type: "text", text }] } });

it.each<[Denial, Reply]>([
  ["scope", http(403, 'Bearer error="insufficient_scope", scope="a b"')],
  ["scope", http(403, "Basic realm=x, Bearer scope=a, error=insufficient_scope")],
  ["rights", http(403, 'Bearer error="invalid_token"')],
  ["rights", http(401)],
  ["other", http(500)],
  ["other", http(429)],
  ["scope", tool("insufficient_scope: reports is needed.")],
  ["rights", tool("Permission denied")],
  ["rights", tool("You are not allowed to do this.")],
  ["rights", tool("This tool is for admins only")],
  ["rights", { kind: "rpc-error", code: -32602, message: "Unknown tool: list_staff" }],
  ["rights", { kind: "rpc-error", code: -32602, message: "Tool list_staff not found" }],
  ["other", tool("There is no such order.")],
  ["other", tool("id must be a number")],
  ["other", { kind: "timeout", afterMs: 5 }],
])("reads %s in %j", (denial, reply) => {
  expect(denialOf(reply)).toBe(denial);
});

it("reads a parameter of the Bearer challenge alone", () => {
  const reply = http(403, 'Bearer realm="x", error_description="no scope=y", scope="a b"');
  expect(challengeParameter(reply, "realm")).toBe("x");
  expect(challengeParameter(reply, "scope")).toBe("a b");
  expect(challengeParameter(http(401, 'Basic realm="x"'), "realm")).toBeUndefined();
});
