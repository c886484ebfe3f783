import { describe, expect, it } from "vitest";
import type { Exchange } from "../../model/exchange.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Caller, Step } from "../../model/ports.ts";
import type { Reply } from "../../model/reply.ts";
import type { Surface } from "../../model/surface.ts";
import { checkReferences } from "./check-references.ts";
import { drawn } from "./drawn.ts";
import { openSetup, setupCalls } from "./setup.ts";
import { argumentSource } from "./source.ts";

type Samples = Readonly<Record<string, JsonObject>>;

const samples: Samples = {
  open_account: { holder: "Ada" },
  open_order: { account: { from: "open_account", path: "$.id", teardown: "close_account" }, lines: [{ sku: "a" }] },
  show_order: {
    where: { order: { from: "open_order", path: "$.order.number", teardown: "cancel_order" } },
    full: true,
  },
  cancel_order: {
    number: { from: "open_order", path: "$.order.number" },
    account: { from: "open_account", path: "$.id" },
  },
  close_account: { id: { from: "open_account", path: "$.id" } },
};

const said = (value: unknown): Reply => ({
  kind: "result",
  result: {
    content: [
      { type: "text", text: "Done." },
      { type: "text", text: JSON.stringify(value) },
    ],
  },
});

function opened(given: Samples, answer: (name: string) => Reply) {
  const sent: (readonly [string, string, JsonObject])[] = [];
  const kept: Exchange[] = [];
  const calls = {
    tool: async (name: string, args: JsonObject, step: Step) => {
      sent.push([step.role, name, args]);
      const request = { method: "tools/call", params: { name } };
      const exchange = { id: `x${sent.length}`, role: step.role, request, reply: answer(name) } as unknown as Exchange;
      kept.push(exchange);
      return exchange;
    },
  } as unknown as Caller;
  const surface = { tools: [] } as unknown as Surface;
  const args = argumentSource(surface, given);
  const listed = (tool: string) => tool !== "missing";
  return {
    sent,
    setup: openSetup({
      samples: given,
      args,
      calls,
      listed,
      typeOf: (_, param) => (param === "where.order" ? "integer" : param === "id" ? "string" : undefined),
      kept: () => kept,
      replyTo: ({ reply }) => reply,
    }),
  };
}

describe("earlier calls", () => {
  const answer = (name: string) => said(name === "open_account" ? { id: 7 } : { order: { number: "-12" } });

  it("are made one after the other, once each, and taken back in reverse", async () => {
    const { sent, setup } = opened(samples, answer);
    const args = await setup.ready("show_order");
    if (typeof args === "string") throw new Error(args);
    expect(args.valid("show_order")).toEqual({ args: { where: { order: -12 }, full: true }, source: "sample" });
    await setup.teardown();
    expect(sent).toEqual([
      ["setup", "open_account", { holder: "Ada" }],
      ["setup", "open_order", { account: 7, lines: [{ sku: "a" }] }],
      ["cleanup", "cancel_order", { number: "-12", account: 7 }],
      ["cleanup", "close_account", { id: "7" }],
    ]);
    expect(setupCalls(samples, "show_order")).toEqual(["open_account", "open_order"]);
  });

  it("are not made for a tool that needs none", async () => {
    const { sent, setup } = opened(samples, answer);
    expect(typeof (await setup.ready("open_account"))).toBe("object");
    await setup.teardown();
    expect(sent).toEqual([]);
  });

  it("say in a sentence why they did not work, and are taken back as far as they did", async () => {
    const failing = opened(samples, (name) =>
      name === "open_order"
        ? { kind: "tool-error", result: { content: [{ type: "text", text: "no\nstock" }] } }
        : answer(name),
    );
    expect(await failing.setup.ready("show_order")).toBe(
      "the sample of show_order takes $.order.number from open_order, which did not succeed (no stock)",
    );
    await failing.setup.teardown();
    expect(failing.sent.at(-1)).toEqual(["cleanup", "close_account", { id: "7" }]);
    const empty = opened(samples, () => said({}));
    expect(await empty.setup.ready("close_account")).toBe(
      "the sample of close_account takes $.id from open_account, whose reply holds nothing there",
    );
    const unknown = opened({ a: { b: { from: "missing", path: "$" } } }, answer);
    expect(await unknown.setup.ready("a")).toBe("the sample of a takes $ from missing, which the server does not list");
  });
});

describe("drawn", () => {
  it("looks into structured content first, then into each text that is JSON", () => {
    const reply: Reply = {
      kind: "result",
      result: { structuredContent: { a: [{ b: 1 }] }, content: [{ type: "text", text: '[{"c":"x"}]' }] },
    };
    expect(drawn(reply, "$.a[0].b")).toBe(1);
    expect(drawn(reply, "$[0].c")).toBe("x");
    expect(drawn(reply, "$.nothing")).toBeUndefined();
    expect(drawn({ kind: "tool-error", result: reply.result }, "$.a")).toBeUndefined();
  });
});

describe("checkReferences", () => {
  it("lets chains of four pass and nothing longer", () => {
    expect(() => checkReferences(samples)).not.toThrow();
    const chain = (length: number): Samples =>
      Object.fromEntries(Array.from({ length }, (_, at) => [`t${at}`, { v: { from: `t${at + 1}`, path: "$" } }]));
    expect(() => checkReferences(chain(4))).not.toThrow();
    expect(() => checkReferences(chain(5))).toThrow(/more than 4 earlier calls/);
  });

  it("refuses circles and a teardown that takes nothing of what was made", () => {
    const circle = { a: { x: { from: "b", path: "$" } }, b: { y: { from: "a", path: "$" } } };
    expect(() => checkReferences(circle)).toThrow(/circles: a → b → a/);
    const idle = { a: { x: { from: "b", path: "$", teardown: "c" } }, c: { id: 1 } };
    expect(() => checkReferences(idle)).toThrow(/takes nothing from b/);
  });
});
