import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openNet } from "../../net/open-net.ts";
import { countSockets, type SocketCount } from "./count-sockets.ts";

let server: Server | undefined;
let count: SocketCount | undefined;

afterEach(() => {
  count?.end();
  server?.closeAllConnections();
  server?.close();
});

describe("sockets of a load", () => {
  it("are counted while they are open", async () => {
    const waiting: (() => void)[] = [];
    server = createServer((_, response) => {
      waiting.push(() => response.end("{}"));
      if (waiting.length === 3) for (const answer of waiting.splice(0)) answer();
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server?.once("listening", resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const net = openNet({
      allowHosts: [],
      proxy: undefined,
      ca: undefined,
      clientCertificate: undefined,
      insecure: false,
    });
    count = countSockets();
    const ask = async () => (await net.dispatcher.request({ origin, path: "/", method: "GET" })).body.dump();
    await Promise.all([ask(), ask(), ask()]);
    expect(count.open()).toBe(3);
    await net.close();
    await expect.poll(() => count?.open()).toBe(0);
  });
});
