import { expect, it } from "vitest";
import type { Identity } from "../../src/model/identity.ts";
import type { Reply } from "../../src/model/reply.ts";
import { type Asked, type Door, holding, judgedAt, person, served, shown, told } from "../../test/imagined-door.ts";
import check from "./task-of-another-user-served.ts";

const orders: Readonly<Record<string, string>> = { alice: "14 pallets of tulips for Delft", bob: "two lamps, one rug" };
const unknown: Reply = { kind: "rpc-error", code: -32602, message: "Task not found" };
const ended: Reply = { kind: "rpc-error", code: -32602, message: "Cannot cancel task in terminal status" };

function one(name: string): Identity {
  const identity = holding(person(name, "user", { sub: name }), { list_orders: {} });
  const tools = identity.admitted.ok ? identity.admitted.surface.tools : [];
  return { ...identity, admitted: shown(tools.map((tool) => ({ ...tool, taskSupport: "optional" }))) };
}

/** Which tasks are there for whom, by the method that asks. */
type Sees = (method: string, owner: string, who: string) => boolean;

function server(sees: Sees, anyId: (asked: Asked) => Reply = () => unknown): Door {
  const tasks: { readonly owner: string; cancelled: boolean }[] = [];
  const find = (id: unknown) => tasks[Number(/^task-(\d+)$/.exec(String(id))?.[1] ?? "-1")];
  return {
    identities: [one("alice"), one("bob")],
    capabilities: { tasks: { list: {}, cancel: {}, requests: { tools: { call: {} } } } },
    answer({ principal }, asked): Reply {
      const { method, params } = asked;
      if (method === "tools/call") {
        tasks.push({ owner: principal, cancelled: false });
        return { kind: "result", result: { task: { taskId: `task-${tasks.length - 1}`, status: "working" } } };
      }
      if (method === "tasks/list") {
        const shown = tasks.flatMap(({ owner }, n) =>
          sees(method, owner, principal) ? [{ taskId: `task-${n}` }] : [],
        );
        return { kind: "result", result: { tasks: shown } };
      }
      if (!method.startsWith("tasks/")) return served;
      const task = find(params.taskId);
      if (task === undefined || !sees(method, task.owner, principal)) return anyId(asked);
      if (method === "tasks/result") return told({ orders: orders[task.owner] ?? "" });
      if (method === "tasks/cancel") task.cancelled = true;
      const status = task.cancelled ? "cancelled" : "completed";
      return { kind: "result", result: { taskId: params.taskId ?? "", status } };
    },
  };
}

const own: Sees = (_, owner, who) => owner === who;

it.each<[string, string]>([
  ["tasks/get", "get"],
  ["tasks/result", "result"],
  ["tasks/list", "list"],
  ["tasks/cancel", "cancel"],
])("finds that %s does not look whose a task is", async (open, technique) => {
  const judgement = await judgedAt(
    check,
    server((method, owner, who) => method === open || owner === who),
  );
  expect(judgement).toMatchObject({ verdict: "fail", techniques: [technique] });
});

it("passes tasks that are there for their user alone", async () => {
  expect(await judgedAt(check, server(own))).toMatchObject({ verdict: "pass" });
});

it.each<[string, (asked: Asked) => Reply]>([
  [
    "a state for any id",
    ({ params }) => ({ kind: "result", result: { taskId: params.taskId ?? "", status: "completed" } }),
  ],
  ["that the task has ended", () => ended],
])("raises no alarm on a server that tells others %s", async (_, anyId) => {
  const { verdict } = await judgedAt(check, server(own, anyId));
  expect(verdict).toBe("pass");
});

it("asks nothing of a server without tasks", () => {
  const { identities } = server(own);
  const scene = { identities, surface: { capabilities: {} }, sampled: () => false, mayCall: () => true };
  expect(check.subjects(scene as unknown as Parameters<typeof check.subjects>[0])).toEqual([]);
});
