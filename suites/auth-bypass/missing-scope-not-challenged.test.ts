import { expect, it } from "vitest";
import type { Reply } from "../../src/model/reply.ts";
import { type Door, holding, judgedAt, person, refusal, served } from "../../test/imagined-door.ts";
import check from "./missing-scope-not-challenged.ts";

const tools = { whoami: {}, export_report: {} };
const alice = holding(person("alice", "user", { sub: "alice", scope: "orders reports" }), tools);
const bob = holding(person("bob", "user", { sub: "bob", scope: "orders" }), tools);
const listed = { kind: "result", result: { tools: [{ name: "whoami" }, { name: "export_report" }] } } as const;
const toolError = (text: string): Reply => ({ kind: "tool-error", result: { content: [{ type: "text", text }] } });
const challenge =
  'Bearer error="insufficient_scope", scope="reports", resource_metadata="https://mcp.example/.well-known/x"';

/** Whoever lacks the scope `reports` is answered like this. */
function server(answer: Reply, at: "initialize" | "tools/call" = "tools/call", identities = [alice]): Door {
  return {
    identities,
    answer({ principal, forged }, { method, params }) {
      const lacks = forged?.says === "without-scopes" || principal === "bob";
      if (lacks && method === at && (at === "initialize" || params.name === "export_report")) return answer;
      return method === "tools/list" ? listed : served;
    },
  };
}

it.each<[string, Reply]>([
  ["an error of the tool", toolError("You need the scope reports.")],
  ["401", refusal(401, "", 'Bearer error="invalid_token"')],
  ["403 without a challenge", refusal(403, "Forbidden")],
  ["a JSON-RPC error", { kind: "rpc-error", code: -32001, message: "insufficient scope" }],
])("finds a scope that is refused by %s", async (_, answer) => {
  expect(await judgedAt(check, server(answer))).toMatchObject({ verdict: "fail" });
});

it("finds it at the door", async () => {
  const judgement = await judgedAt(check, server(refusal(401, ""), "initialize"));
  expect(judgement).toMatchObject({ verdict: "fail", because: expect.stringContaining("the session is refused") });
});

it("passes a challenge that names the scope", async () => {
  expect(await judgedAt(check, server(refusal(403, "", challenge)))).toMatchObject({ verdict: "pass" });
});

it.each([
  ["does not name it", 'Bearer error="insufficient_scope"'],
  ["names it and no error", 'Bearer scope="reports"'],
  ["names another error", 'Bearer error="forbidden"'],
])("suspects a challenge that %s", async (_, words) => {
  const bare = refusal(403, "", words);
  expect(await judgedAt(check, server(bare))).toMatchObject({ verdict: "suspected" });
});

it("has nothing to say where no tool takes a scope", async () => {
  expect(await judgedAt(check, server(served))).toMatchObject({ verdict: "not-applicable" });
});

it("does not take a refusal of another user's role for one of the scope", async () => {
  const door = server(toolError("Only for admins."), "tools/call", [alice, bob]);
  const byRole: Door = {
    ...door,
    answer: (who, asked) => (who.forged ? (asked.method === "tools/list" ? listed : served) : door.answer(who, asked)),
  };
  expect(await judgedAt(check, byRole)).toMatchObject({ verdict: "not-applicable" });
});
