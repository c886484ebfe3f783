import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../model/json.ts";
import type { LeanNet } from "../../net/lean/lean-net.ts";
import { openLeanNet } from "../../net/open-lean-net.ts";
import { type LoadSession, openLeanSession } from "./lean-session.ts";

interface Seen {
  readonly verb: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly message: JsonObject;
}

const options = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };
const nets: LeanNet[] = [];
let server: Server;
afterEach(async () => {
  for (const net of nets.splice(0)) await net.close();
  server.closeAllConnections();
  server.close();
});

/** A server that answers with its `answering`, or as a server does where that says nothing. */
async function listening(
  answering: (message: JsonObject, response: ServerResponse, count: number) => boolean = () => false,
): Promise<{ readonly url: URL; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const message: JsonObject = text === "" ? {} : JSON.parse(text);
    seen.push({ verb: request.method, headers: request.headers, message });
    if (answering(message, response, seen.length)) return;
    if (message.id === undefined) return void response.writeHead(202).end();
    const headers = { "content-type": "application/json", "mcp-session-id": "s1" };
    response.writeHead(200, headers).end(JSON.stringify({ jsonrpc: "2.0", id: message.id, result: {} }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp?a=b`), seen };
}

function netTo(url: URL): LeanNet {
  const net = openLeanNet(url, options);
  nets.push(net);
  return net;
}

async function opened(url: URL, era: "legacy" | "modern" = "legacy"): Promise<LoadSession> {
  const info = { era, protocolVersion: era === "legacy" ? "2025-11-25" : "2026-07-28" } as const;
  const opening = { net: netTo(url), url, info, headers: { Authorization: "Bearer t" }, timeoutMs: 5_000 };
  const session = await openLeanSession(opening);
  if (!("ask" in session)) throw new Error(JSON.stringify(session));
  return session;
}

const call = { method: "tools/call", params: { name: "a", arguments: { text: "x" } }, timeoutMs: 5_000 };

describe("a lean session", () => {
  it("shakes hands, counts from 1, and ends with DELETE", async () => {
    const { url, seen } = await listening();
    const session = await opened(url);
    for (let times = 0; times < 3; times++) expect((await session.ask(call)).reply.kind).toBe("result");
    await session.ask({ ...call, method: "ping", params: {} });
    await session.close("ended");
    expect(seen.map(({ verb, message }) => message.method ?? verb)).toEqual([
      "initialize",
      "notifications/initialized",
      "tools/call",
      "tools/call",
      "tools/call",
      "ping",
      "DELETE",
    ]);
    expect(seen.map(({ message }) => message.id)).toEqual([0, undefined, 1, 2, 3, 4, undefined]);
    expect(seen[3]?.message.params).toEqual(call.params);
    expect(seen[0]?.headers["mcp-session-id"]).toBeUndefined();
    for (const { headers } of seen.slice(1)) {
      expect(headers).toMatchObject({
        authorization: "Bearer t",
        "mcp-session-id": "s1",
        "mcp-protocol-version": "2025-11-25",
      });
    }
  });

  it("that is abandoned says nothing", async () => {
    const { url, seen } = await listening();
    await (await opened(url)).close("abandoned");
    expect(seen.map(({ verb }) => verb)).toEqual(["POST", "POST"]);
  });

  it("of the modern era has no handshake and no end, and each request speaks for itself", async () => {
    const { url, seen } = await listening();
    const session = await opened(url, "modern");
    await session.ask(call);
    await session.ask({ ...call, params: { name: "b" } });
    await session.close("ended");
    expect(seen.map(({ message }) => message.id)).toEqual([1, 2]);
    expect(seen.map(({ headers }) => headers["mcp-name"])).toEqual(["a", "b"]);
    expect(seen[0]?.headers["mcp-protocol-version"]).toBe("2026-07-28");
    expect(seen[0]?.message.params).toMatchObject({ name: "a", _meta: expect.any(Object) });
  });

  it("answers a ping in the middle of a call", async () => {
    const { url, seen } = await listening((message, response) => {
      if (message.method === "tools/call") {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(`data: ${JSON.stringify({ jsonrpc: "2.0", id: "p", method: "ping" })}\n\n`);
        held = response;
      }
      if (message.id === "p") held?.end(`data: ${JSON.stringify({ jsonrpc: "2.0", id: 1, result: {} })}\n\n`);
      return message.method === "tools/call";
    });
    let held: ServerResponse | undefined;
    expect((await (await opened(url)).ask(call)).reply.kind).toBe("result");
    expect(seen.at(-1)?.message).toEqual({ jsonrpc: "2.0", id: "p", result: {} });
  });

  it("keeps its id where the server asked something before it had one", async () => {
    let held: ServerResponse | undefined;
    const { url, seen } = await listening((message, response) => {
      if (message.method === "initialize") {
        response.writeHead(200, { "content-type": "text/event-stream", "mcp-session-id": "s1" });
        response.write(`data: ${JSON.stringify({ jsonrpc: "2.0", id: "p", method: "ping" })}\n\n`);
        held = response;
        return true;
      }
      if (message.id === "p") held?.end(`data: ${JSON.stringify({ jsonrpc: "2.0", id: 0, result: {} })}\n\n`);
      return false;
    });
    await (await opened(url)).ask(call);
    expect(seen.map(({ headers }) => headers["mcp-session-id"])).toEqual([undefined, undefined, "s1", "s1"]);
  });

  it("answers no flood of requests", async () => {
    const { url, seen } = await listening((message, response) => {
      if (message.method === "tools/call") {
        const ping = `data: ${JSON.stringify({ jsonrpc: "2.0", id: "p", method: "ping" })}\n\n`;
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.end(`${ping.repeat(500)}data: ${JSON.stringify({ jsonrpc: "2.0", id: 1, result: {} })}\n\n`);
      }
      // Nor does it take the answers.
      return message.method === "tools/call" || message.id === "p";
    });
    expect((await (await opened(url)).ask({ ...call })).reply.kind).toBe("result");
    await expect.poll(() => seen.length).toBeGreaterThan(3);
    expect(seen.filter(({ message }) => message.id === "p").length).toBeLessThanOrEqual(10);
  });

  it("with an id that cannot be sent is none", async () => {
    const { url } = await listening((_message, response) => {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 0, result: {} });
      const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nmcp-session-id: a\u0001b";
      response.socket?.end(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
      return true;
    });
    const info = { era: "legacy", protocolVersion: "2025-11-25" } as const;
    const opening = openLeanSession({ net: netTo(url), url, info, headers: {}, timeoutMs: 5_000 });
    expect(await opening).toMatchObject({ kind: "closed", why: expect.stringContaining("cannot be sent") });
  });

  it("sends a call once more whose connection was just being closed", async () => {
    const { url } = await listening((message, response, count) => {
      if (message.method !== "tools/call" || count > 3) return false;
      response.socket?.destroy();
      return true;
    });
    const { reply, resent } = await (await opened(url)).ask(call);
    expect([reply.kind, resent]).toEqual(["result", 1]);
  });

  it("that is refused gives the answer", async () => {
    const { url } = await listening((_message, response) => void response.writeHead(401).end() === undefined);
    const info = { era: "legacy", protocolVersion: "2025-11-25" } as const;
    const refused = await openLeanSession({ net: netTo(url), url, info, headers: {}, timeoutMs: 5_000 });
    expect(refused).toMatchObject({ kind: "http-error", status: 401 });
  });
});

describe("a call that is left", () => {
  const holding = () => {
    const held: ServerResponse[] = [];
    const server = listening((message, response) => {
      if (message.method !== "tools/call") return false;
      held.push(response);
      return true;
    });
    return { server, held };
  };

  it("is cancelled with a word in the legacy era, and its connection stays", async () => {
    const { server, held } = holding();
    const { url, seen } = await server;
    const session = await opened(url);
    const answer = await session.ask({ ...call, leave: { how: "cancel", afterMs: 30 } });
    expect(answer).toMatchObject({ left: true, resent: 0 });
    expect(seen.at(-1)?.message).toMatchObject({ method: "notifications/cancelled", params: { requestId: 1 } });
    expect(held[0]?.destroyed).toBe(false);
  });

  it.each([
    ["legacy", "disconnect"],
    ["modern", "cancel"],
    ["modern", "disconnect"],
  ] as const)("in the %s era by %s closes its connection without a word", async (era, how) => {
    const { server, held } = holding();
    const { url, seen } = await server;
    const session = await opened(url, era);
    const before = seen.length;
    const asked = session.ask({ ...call, leave: { how, afterMs: 100 } });
    expect(await asked).toMatchObject({ left: true });
    const [response] = held;
    if (response !== undefined && !response.destroyed) await once(response, "close");
    expect(seen.length).toBe(before + 1);
  });

  it("is answered as any other where the answer is quicker", async () => {
    const { url } = await listening();
    const answer = await (await opened(url)).ask({ ...call, leave: { how: "cancel", afterMs: 5_000 } });
    expect(answer.left).toBeUndefined();
    expect(answer.reply.kind).toBe("result");
  });
});
