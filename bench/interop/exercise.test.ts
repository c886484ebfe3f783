import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Reply } from "../../src/model/reply.ts";
import type { Session, Sighted } from "../../src/model/session.ts";
import { exercise } from "./exercise.ts";
import { peers } from "./peers.ts";

const peer = peers.find((one) => one.id === "ts-sdk-1");
if (peer === undefined) throw new Error("the peer is gone from the list");

const text = (value: string): JsonObject => ({ content: [{ type: "text", text: value }] });
const tools = ["echo", "slow", "ask_client", "fail"].map((name) => ({ name }));

/** A session that does all that is asked, but for what `change` answers instead. */
function pretend(change: (tool: string, seen: Sighted[]) => Reply | undefined): { session: Session; seen: Sighted[] } {
  const seen: Sighted[] = [];
  const request: Session["request"] = async ({ method, params }) => {
    if (method === "tools/list") return change(method, seen) ?? { kind: "result", result: { tools } };
    const name = String(params?.name);
    const changed = change(name, seen);
    if (changed !== undefined) return changed;
    if (name === "fail") return { kind: "tool-error", result: text("no") };
    if (name === "slow") {
      const own = { progressToken: "interop-1", progress: 1 };
      seen.push({ kind: "notification", method: "notifications/progress", params: own });
      return { kind: "result", result: text("done") };
    }
    const args = (params?.arguments ?? {}) as JsonObject;
    return { kind: "result", result: text(String(args.text ?? "answered: {}")) };
  };
  const info = { era: "legacy", capabilities: {} } as Session["info"];
  return { session: { info, ended: undefined, request, notify: async () => {}, close: async () => {} }, seen };
}

async function states(change: Parameters<typeof pretend>[0]): Promise<readonly string[]> {
  const { session, seen } = pretend(change);
  const steps = await exercise(peer as NonNullable<typeof peer>, session, seen, "");
  return Object.values(steps).map((step) => step.state);
}

test("a session that does everything passes", async () => {
  expect(await states(() => undefined)).toEqual(["ok", "ok", "ok", "ok"]);
});

test("a tool missing from the list is seen", async () => {
  const change = (name: string): Reply | undefined =>
    name === "tools/list" ? { kind: "result", result: { tools: tools.slice(1) } } : undefined;
  expect((await states(change))[0]).toBe("failed");
});

test("a text that comes back changed is seen", async () => {
  const change = (name: string): Reply | undefined =>
    name === "echo" ? { kind: "result", result: text("grüße") } : undefined;
  expect((await states(change))[1]).toBe("failed");
});

test("a failing tool that looks like a working one is seen", async () => {
  const change = (name: string): Reply | undefined =>
    name === "fail" ? { kind: "result", result: text("fine") } : undefined;
  expect((await states(change))[1]).toBe("failed");
});

test("progress that never reaches us, or under another token, is seen", async () => {
  const none = (name: string): Reply | undefined =>
    name === "slow" ? { kind: "result", result: text("done") } : undefined;
  expect((await states(none))[2]).toBe("failed");
  const foreign = (name: string, seen: Sighted[]): Reply | undefined => {
    if (name !== "slow") return undefined;
    seen.push({ kind: "notification", method: "notifications/progress", params: { progressToken: 7 } });
    return { kind: "result", result: text("done") };
  };
  expect((await states(foreign))[2]).toBe("failed");
});

test("a question that leaves the call hanging is seen", async () => {
  const change = (name: string): Reply | undefined =>
    name === "ask_client" ? { kind: "timeout", afterMs: 15_000 } : undefined;
  expect((await states(change))[3]).toBe("failed");
});
