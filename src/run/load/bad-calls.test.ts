import { expect, it } from "vitest";
import type { LoadSession } from "../../load/wire/load-session.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Share } from "../../model/load/plan.ts";
import type { Reply } from "../../model/reply.ts";
import type { Scene } from "../../model/scene.ts";
import { badCalls } from "./bad-calls.ts";
import { countErrors } from "./count-errors.ts";

const share = (tool: string): Share => ({ tool, args: { id: 7 }, weight: 1, complexity: "simple" });
const scene = { parameters: () => [{ path: "id", type: "integer" }] } as unknown as Scene;
const worked: Reply = { kind: "result", result: { content: [] } };
const failed = (text: string): Reply => ({
  kind: "tool-error",
  result: { content: [{ type: "text", text }], isError: true },
});

/** A server that answers each call so; tells with what it was called. */
function answering(answer: (tool: string, id: unknown, call: number) => Reply) {
  const asked: string[] = [];
  const session: LoadSession = {
    async ask({ params }) {
      asked.push(String(params.name));
      return { reply: answer(String(params.name), (params.arguments as JsonObject).id, asked.length), resent: 0 };
    },
    close: async () => undefined,
  };
  return { session, asked };
}

const ofDatabase = 'invalid input syntax for type integer: "gauntlet"';

it("keeps one call of each tool, the database's own errors first, and counts what it spent", async () => {
  const { session, asked } = answering((tool) => failed(tool === "b" ? ofDatabase : "no such order"));
  const { calls, spent } = await badCalls([share("a"), share("b")], scene, session, 1_000);
  expect(calls.map(({ tool }) => tool)).toEqual(["b", "a"]);
  expect(spent).toBe(asked.length);
  // An error of the database is as good as any further one.
  expect(asked.filter((tool) => tool === "b")).toHaveLength(1);
});

it("stops where nothing is left that a call could be made to fail with", async () => {
  for (const over of [
    failed("timeout exceeded when trying to connect"),
    { kind: "timeout", afterMs: 1_000 } as const,
  ]) {
    const { session, asked } = answering((_, __, call) => (call > 2 ? over : failed("no such order")));
    const { calls, spent } = await badCalls([share("a"), share("b")], scene, session, 1_000);
    expect([calls.map(({ tool }) => tool), spent, asked]).toEqual([["a"], 2, ["a", "a", "a"]]);
  }
});

it("finds nothing where everything works or is refused by its schema", async () => {
  const { session } = answering((tool) =>
    tool === "a" ? worked : { kind: "rpc-error", code: -32602, message: "Invalid params" },
  );
  expect(await badCalls([share("a"), share("b")], scene, session, 1_000)).toEqual({ calls: [], spent: 0 });
});

it("counts the errors of all that is asked before", async () => {
  const { session } = answering((tool) => (tool === "a" ? worked : failed("boom")));
  const counting = countErrors(session);
  for (const name of ["a", "b", "b"])
    await counting.session.ask({ method: "tools/call", params: { name, arguments: {} }, timeoutMs: 1_000 });
  expect(counting.errors()).toBe(2);
});
