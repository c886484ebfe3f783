import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { openingOf } from "../../test/session-contract.ts";
import { openWire } from "./open.ts";

let server: Server | undefined;
afterEach(() => server?.close());

/** What came of opening a session of the modern era with a server that answers everything so. */
async function refusedWith(status: number, body: string) {
  server = createServer((_, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  const target = { kind: "http", url, transport: "streamable-http", era: "modern", headers: {} } as const;
  return openWire(openingOf(target));
}

it("tells of a server that breaks over who asks", async () => {
  expect(await refusedWith(500, "oops")).toMatchObject({
    ok: false,
    message: expect.stringContaining("HTTP 500"),
    reply: { kind: "http-error", status: 500 },
  });
});

it("tells what a server refused with", async () => {
  const error = { code: -32001, message: "A token is needed." };
  const body = JSON.stringify({ jsonrpc: "2.0", id: "gauntlet-discover", error });
  expect(await refusedWith(200, body)).toMatchObject({ ok: false, reply: { kind: "rpc-error", code: -32001 } });
});

it("takes no other answer for one", async () => {
  const body = JSON.stringify({ jsonrpc: "2.0", id: "gauntlet-discover", result: { hello: "world" } });
  const opened = await refusedWith(200, body);
  expect(opened).toMatchObject({ ok: false, message: expect.stringContaining("does not speak the modern era") });
  expect(opened.ok || opened.reply).toBeUndefined();
});
