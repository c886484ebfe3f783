import { describe, expect, it } from "vitest";
import type { Json } from "../../model/json.ts";
import { limits } from "../../net/limits.ts";
import { eventReader, jsonReader, refusalReader } from "./read-reply.ts";

const asked = { id: 7, method: "tools/call" };
const good = { jsonrpc: "2.0", id: 7, result: { content: [{ type: "text", text: "schön" }] } };
const bytes = (value: Json): Buffer => Buffer.from(JSON.stringify(value));

describe("a JSON body", () => {
  it("is read whole, in whatever pieces it comes", () => {
    const reader = jsonReader(asked);
    for (const byte of bytes(good)) expect(reader.push(Buffer.from([byte]), false)).toBeUndefined();
    expect(reader.end()).toEqual({ kind: "result", result: good.result });
  });

  it("may be a batch", () => {
    const reader = jsonReader(asked);
    reader.push(bytes([{ ...good, id: 6, result: {} }, good]), false);
    expect(reader.end()).toMatchObject({ kind: "result", result: good.result });
  });

  it("may give the number of the request back as a string", () => {
    const given = bytes({ ...good, id: "7" });
    expect(jsonReader(asked).push(given, true)).toMatchObject({ kind: "result" });
    const event = Buffer.from(`data: ${given}\n\n`);
    expect(eventReader(asked, () => undefined).push(event, false)).toMatchObject({ kind: "result" });
  });

  it("that comes byte by byte takes no more memory than it has", () => {
    const reader = jsonReader(asked);
    const before = process.memoryUsage();
    const byte = Buffer.from("1");
    for (let sent = 0; sent < limits.bodyBytes / 8; sent++) reader.push(byte, false);
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    const taken = heapUsed - before.heapUsed + arrayBuffers - before.arrayBuffers;
    expect(taken).toBeLessThan(32 * 1024 * 1024);
    expect(reader.end()).toMatchObject({ kind: "malformed" });
  });

  it.each([
    ["somebody else's id", { ...good, id: 8 }],
    ["no object", [1, 2]],
  ])("is malformed with %s", (_what, value) => {
    const reader = jsonReader(asked);
    reader.push(bytes(value), false);
    expect(reader.end()).toMatchObject({ kind: "malformed", why: "no reply with the id of the request" });
  });

  it("is given up as soon as it is too large", () => {
    const reader = jsonReader(asked);
    expect(reader.push(Buffer.alloc(limits.bodyBytes), false)).toBeUndefined();
    expect(reader.push(Buffer.alloc(1), false)).toMatchObject({ kind: "malformed" });
  });
});

describe("an event stream", () => {
  const event = (value: Json): string => `event: message\ndata: ${JSON.stringify(value)}\n\n`;

  it("gives the reply with the byte that ends its event, and the rest to others", () => {
    const others: Json[] = [];
    const reader = eventReader(asked, (message) => others.push(message));
    const ping = { jsonrpc: "2.0", id: 7, method: "ping" };
    const stream = Buffer.from(`: hello\n\n${event(ping)}${event({ ...good, id: 3 })}${event(good)}`);
    const replies = [...stream].map((byte) => reader.push(Buffer.from([byte]), false));
    expect(replies.findIndex((reply) => reply !== undefined)).toBe(stream.length - 1);
    expect(replies.at(-1)).toEqual({ kind: "result", result: good.result });
    expect(others).toEqual([ping, { ...good, id: 3 }]);
  });

  it.each([
    ["as servers write it", [`event: message\ndata: ${JSON.stringify(good)}\n\n`]],
    ["with an id and without spaces", [`id:4\ndata:${JSON.stringify(good)}\n\n`]],
    ["after an empty one that only gives an id", ["id: 1\ndata: \n\n", `id: 2\ndata: ${JSON.stringify(good)}\n\n`]],
    ["on more than one line of data", [`data: ${JSON.stringify(good).replace(",", ",\ndata: ")}\n\n`]],
    ["with other line ends", [`event: message\r\ndata: ${JSON.stringify(good)}\r\n\r\n`]],
    [
      "after whole ones, in two pieces",
      [event({ jsonrpc: "2.0", method: "a" }), "data: ", `${JSON.stringify(good)}\n\n`],
    ],
    ["after one of another kind", [`event: other\ndata: ${JSON.stringify(good)}!\n\n`, event(good)]],
  ])("gives a reply %s", (_how, pieces) => {
    const reader = eventReader(asked, () => undefined);
    const replies = pieces.map((piece) => reader.push(Buffer.from(piece), false));
    expect(replies.at(-1)).toEqual({ kind: "result", result: good.result });
    expect(replies.slice(0, -1)).toEqual(pieces.slice(1).map(() => undefined));
  });

  it("without a reply is closed", () => {
    const reader = eventReader(asked, () => undefined);
    reader.push(Buffer.from(event({ jsonrpc: "2.0", method: "notifications/message" })), false);
    expect(reader.end()).toMatchObject({ kind: "closed" });
  });

  it("with an event that is no JSON is malformed", () => {
    expect(eventReader(asked, () => undefined).push(Buffer.from("data: {\n\n"), false)).toMatchObject({
      kind: "malformed",
      excerpt: "{",
    });
  });
});

describe("a refusal", () => {
  it("is the transport's, unless it answers this request", () => {
    const page = refusalReader(asked, 502, { server: "x" });
    page.push(Buffer.from("bad gateway"), false);
    expect(page.end()).toEqual({ kind: "http-error", status: 502, headers: { server: "x" }, body: "bad gateway" });
    const answer = refusalReader(asked, 429, {});
    answer.push(bytes({ jsonrpc: "2.0", id: 7, error: { code: -32000, message: "slow down" } }), false);
    expect(answer.end()).toMatchObject({ kind: "rpc-error", status: 429, message: "slow down" });
  });

  it("keeps no more than the limit of its body", () => {
    const reader = refusalReader(asked, 500, {});
    const replies = Array.from({ length: 7 }, () => reader.push(Buffer.alloc(10_000, "x"), false));
    // Nobody waits for the end of it.
    expect(replies.findIndex((reply) => reply !== undefined)).toBe(6);
    expect(replies.at(-1)).toMatchObject({ body: "x".repeat(limits.errorBodyBytes) });
  });
});
