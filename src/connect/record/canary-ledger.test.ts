import { describe, expect, it } from "vitest";
import type { Canary } from "../../model/canary.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import { openCanaryLedger, type RawExchange } from "./canary-ledger.ts";

const declared: Canary = { name: "row", value: "CANARY-8f3a1c", visibleTo: ["hr"], table: undefined };
const planted: Canary = { name: "planted", value: "gauntlet0123", visibleTo: [], table: "gauntlet_canary_aa" };
const open = () => openCanaryLedger([declared, planted], () => "[hidden]", "");

let at = 0;
const call = (tool: string, args: JsonObject, text: string, changes: Partial<RawExchange> = {}): RawExchange => ({
  id: `r1.${++at}`,
  role: "attack",
  label: "",
  facts: {},
  principal: "",
  session: "s1",
  round: 1,
  request: { method: "tools/call", params: { name: tool, arguments: args } },
  reply: { kind: "result", result: { content: [{ type: "text", text }] } },
  atMs: 10 * at,
  durationMs: 5,
  ...changes,
});
const leaksOf = (ledger: ReturnType<typeof open>, name: string) =>
  ledger.states("anonymous", undefined).find((state) => state.name === name)?.leaks ?? [];

describe("openCanaryLedger", () => {
  it("keeps which call showed a canary, with what was sent, two of a kind", () => {
    const ledger = open();
    const raw = call("t", { q: "x" }, "canary-8F3A1C");
    expect(ledger.exchange(raw)).toEqual([
      { kind: "canary", placeholder: "[hidden]", where: "reply", shape: { name: "row" } },
    ]);
    for (let n = 0; n < 5; n += 1) ledger.exchange(call("t", {}, "CANARY-8f3a1c"));
    ledger.exchange(call("u", {}, "nothing"));
    expect(leaksOf(ledger, "row")).toHaveLength(2);
    expect(leaksOf(ledger, "row")[0]).toEqual({
      place: "reply",
      exchange: raw.id,
      tool: "t",
      method: "tools/call",
      calls: [{ method: "tools/call", params: { name: "t", arguments: { q: "x" } } }],
    });
    expect(
      ledger
        .states("hr", "why")
        .map(({ visible, unplanted, replies, successes }) => [visible, unplanted, replies, successes]),
    ).toEqual([
      [true, undefined, 7, 7],
      [false, "why", 7, 7],
    ]);
    expect(ledger.called()).toEqual({ all: ["t", "u"], worked: ["t", "u"] });
  });

  it("calls an echo no leak: of the value itself, and of a row whose table the request names", () => {
    const ledger = open();
    ledger.exchange(call("t", { q: "about CANARY-8f3a1c" }, "You said CANARY-8f3a1c"));
    ledger.exchange(call("sql", { q: "select * from GAUNTLET_canary_aa" }, "gauntlet0123"));
    expect([leaksOf(ledger, "row"), leaksOf(ledger, "planted")]).toEqual([[], []]);
    expect(ledger.states("x", undefined).map(({ sent }) => sent)).toEqual([true, false]);
    ledger.exchange(call("dump", {}, "gauntlet0123"));
    expect(leaksOf(ledger, "planted")).toMatchObject([{ tool: "dump" }]);
  });

  it("puts what came beside replies down to the call under way, or to the one before when it came before the next was sent", () => {
    const ledger = open();
    ledger.exchange(call("first", {}, "", { atMs: 0 }));
    expect(ledger.heard("s1", "stderr", { text: "key CANARY-8f3a1c" }, 7)).toBe(true);
    expect(ledger.heard("s2", "stderr", { text: "nothing" }, 7)).toBe(false);
    expect(ledger.exchange(call("second", {}, "", { atMs: 10, session: "s2" }))).toEqual([]);
    expect(ledger.exchange(call("second", {}, "", { atMs: 10 }))).toMatchObject([{ where: "stderr" }]);
    ledger.heard("s1", "notification", { data: "CANARY-8f3a1c" }, 22);
    ledger.exchange(call("third", {}, "", { atMs: 20 }));
    expect(
      leaksOf(ledger, "row").map(({ tool, place, calls }) => [tool, place, calls.map(({ params }) => params.name)]),
    ).toEqual([
      ["first", "stderr", ["first"]],
      ["third", "notification", ["third", "second"]],
    ]);
  });

  it("takes what our side quotes of a server that went away for its log", () => {
    const ledger = open();
    const closed: Reply = { kind: "closed", why: "it exited; it last wrote: CANARY-8f3a1c" };
    ledger.exchange(call("t", {}, "", { reply: closed }));
    expect(leaksOf(ledger, "row")).toMatchObject([{ place: "stderr" }]);
  });
});
