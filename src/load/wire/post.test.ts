import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { Json } from "../../model/json.ts";
import type { LeanNet } from "../../net/lean/lean-net.ts";
import { openLeanNet } from "../../net/open-lean-net.ts";
import { type Post, post } from "./post.ts";

const reply = { jsonrpc: "2.0", id: 1, result: { content: [] } };
const sse = { "content-type": "text/event-stream" };
const json = { "content-type": "application/json" };

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

const options = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };
const headers = ["Content-Type", "application/json"];

let server: Server;
let net: LeanNet;
afterEach(async () => {
  await net.close();
  server.closeAllConnections();
  server.close();
});

async function to(answering: Answering): Promise<Post> {
  server = createServer((request, response) => request.resume().on("end", () => answering(request, response)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  net = openLeanNet(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), options);
  return {
    head: net.head("POST", "/mcp", headers),
    body: "{}",
    asked: { id: 1, method: "tools/call" },
    timeoutMs: 5_000,
    other: () => undefined,
  };
}

describe("a POST", () => {
  it("is answered with JSON and begins a session", async () => {
    const request = await to((_request, response) =>
      response.writeHead(200, { ...json, "mcp-session-id": "s1" }).end(JSON.stringify(reply)),
    );
    expect(await post(net, request)).toEqual({
      reply: { kind: "result", result: reply.result },
      resent: 0,
      sessionId: "s1",
    });
  });

  it("is answered by a stream that stays open", async () => {
    const others: Json[] = [];
    const ping = { jsonrpc: "2.0", id: "p", method: "ping" };
    let ended: Promise<unknown> | undefined;
    const request = await to((_request, response) => {
      response.writeHead(200, sse).write(`data: ${JSON.stringify(ping)}\n\ndata: ${JSON.stringify(reply)}\n\n`);
      ended = once(response, "close");
    });
    const posted = await post(net, { ...request, other: (message) => others.push(message) });
    expect(posted.reply.kind).toBe("result");
    expect(others).toEqual([ping]);
    // It is closed by us in the end.
    await ended;
  });

  it.each([400, 429, 503])("is refused with status %d", async (status) => {
    const request = await to((_request, response) => response.writeHead(status).end("no"));
    expect((await post(net, request)).reply).toMatchObject({ kind: "http-error", status, body: "no" });
  });

  it("that waits for an answer is not answered by being accepted", async () => {
    const request = await to((_request, response) => response.writeHead(202).end());
    expect((await post(net, request)).reply).toMatchObject({ kind: "malformed", why: "empty" });
    const told = { ...request, asked: { id: -1, method: "" } };
    expect((await post(net, told)).reply).toMatchObject({ kind: "result" });
  });

  it("is refused in time by a page that does not end", async () => {
    const request = await to((_request, response) => response.writeHead(503).write("x".repeat(100_000)));
    expect((await post(net, request)).reply).toMatchObject({ kind: "http-error", status: 503 });
  });

  it("times out and gives its connection up", async () => {
    let closed: Promise<unknown> | undefined;
    const request = await to((_request, response) => {
      closed = once(response, "close");
    });
    const { reply: timeout } = await post(net, { ...request, timeoutMs: 50 });
    expect(timeout).toEqual({ kind: "timeout", afterMs: 50 });
    await closed;
  });

  it("is given up by its signal, without a warning however many wait for the same", async () => {
    const warnings: Error[] = [];
    const heard = (warning: Error): void => void warnings.push(warning);
    process.on("warning", heard);
    let asked = 0;
    const allThere = new AbortController();
    const request = await to(() => {
      asked += 1;
      if (asked === 40) allThere.abort();
    });
    const posts = Array.from({ length: 40 }, () => post(net, { ...request, signal: allThere.signal }));
    for (const { reply } of await Promise.all(posts)) expect(reply).toEqual({ kind: "closed", why: "given up by us" });
    expect((await post(net, { ...request, signal: allThere.signal })).reply.kind).toBe("closed");
    await new Promise(setImmediate);
    process.off("warning", heard);
    expect(warnings).toEqual([]);
  });

  it("that meets a connection just being closed is sent once more, over another that is the first it is not", async () => {
    let asked = 0;
    const request = await to((incoming, response) => {
      asked += 1;
      if (asked === 2 || asked === 4) incoming.socket.end();
      else response.writeHead(200, json).end(JSON.stringify(reply));
    });
    expect(await post(net, request)).toMatchObject({ reply: { kind: "result" }, resent: 0 });
    expect(await post(net, request)).toMatchObject({ reply: { kind: "result" }, resent: 1 });
    expect(asked).toBe(3);
    await net.close();
    net = openLeanNet(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), options);
    expect(await post(net, request)).toMatchObject({ reply: { kind: "closed", why: "other side closed" }, resent: 0 });
    expect(asked).toBe(4);
  });

  it("is sent no third time", async () => {
    let asked = 0;
    const request = await to((incoming, response) => {
      asked += 1;
      if (asked > 1) incoming.socket.end();
      else response.writeHead(200, json).end(JSON.stringify(reply));
    });
    await post(net, request);
    expect(await post(net, request)).toMatchObject({ reply: { kind: "closed" }, resent: 1 });
    expect(asked).toBe(3);
  });

  it("that the server was at for a while is not sent again", async () => {
    let asked = 0;
    const request = await to((incoming, response) => {
      asked += 1;
      if (asked === 2) setTimeout(() => incoming.socket.destroy(), 1_100);
      else response.writeHead(200, json).end(JSON.stringify(reply));
    });
    await post(net, request);
    expect(await post(net, request)).toMatchObject({ reply: { kind: "closed" }, resent: 0 });
    expect(asked).toBe(2);
  });

  it("to nobody is closed, and not sent again", async () => {
    const request = await to(() => undefined);
    server.close();
    await once(server, "close");
    const { reply: closed, resent } = await post(net, request);
    expect(closed).toMatchObject({ kind: "closed", why: expect.stringContaining("ECONNREFUSED") });
    expect(resent).toBe(0);
  });
});
