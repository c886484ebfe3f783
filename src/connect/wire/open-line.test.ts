import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openingOf } from "../../../test/session-contract.ts";
import { type OpenedWire, openWire } from "../open.ts";

interface Seen {
  readonly url: string;
  readonly port: number | undefined;
  readonly who: string | undefined;
}

/** Answers every call with who asks; `/mcp` is an old address. */
const seen: Seen[] = [];
const server = createServer(async (request, response) => {
  const { url = "", headers, socket, method } = request;
  let text = "";
  for await (const part of request) text += part;
  if (method !== "POST") return void response.writeHead(405).end();
  if (url === "/mcp") return void response.writeHead(307, { location: "/mcp/" }).end();
  const { id, method: asked } = JSON.parse(text) as { id?: number; method: string };
  if (asked === "tools/call") seen.push({ url, port: socket.remotePort, who: headers.authorization });
  if (id === undefined) return void response.writeHead(202).end();
  const serverInfo = { name: "small", version: "1" };
  const result =
    asked === "initialize" ? { protocolVersion: "2025-11-25", capabilities: {}, serverInfo } : { content: [] };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ jsonrpc: "2.0", id, result }));
});

let wire: OpenedWire;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  wire = await openWire(openingOf({ kind: "http", url, transport: "streamable-http", era: "legacy", headers: {} }));
});
afterAll(async () => {
  if (wire.ok) await wire.session.close();
  server.close();
  server.closeAllConnections();
});

it("asks over one connection, each time as somebody else, and follows within the origin", async () => {
  const line = wire.ok ? wire.line() : undefined;
  if (line === undefined) throw new Error("no line");
  const ask = (token: string) =>
    line.ask(
      { method: "tools/call", params: { name: "x" }, timeoutMs: 5_000, credentials: { authorization: token } },
      "answered",
    );
  expect([await ask("Bearer a"), await ask("Bearer b")].map(({ kind }) => kind)).toEqual(["result", "result"]);
  expect(seen.map(({ url, who }) => `${who} ${url}`)).toEqual(["Bearer a /mcp/", "Bearer b /mcp/"]);
  expect(new Set(seen.map(({ port }) => port)).size).toBe(1);
  server.closeAllConnections();
  expect(await ask("Bearer c")).toMatchObject({ kind: "closed" });
  await line.close();
});
