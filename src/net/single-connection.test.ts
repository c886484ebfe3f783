import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSingleConnection } from "./open-net.ts";

const ports: (number | undefined)[] = [];
const server = createServer((request, response) => {
  ports.push(request.socket.remotePort);
  if (request.url === "/last") response.setHeader("connection", "close");
  response.end("ok");
});
let origin = "";
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const options = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };

it("sends every request over the same connection, and none over another", async () => {
  const net = openSingleConnection(options);
  if (net === undefined) throw new Error("no connection");
  const get = async (path: string) => (await (await net.fetch(`${origin}${path}`)).text()) === "ok";
  expect([await get("/a"), await get("/b"), await get("/last")]).toEqual([true, true, true]);
  expect(new Set(ports).size).toBe(1);
  await expect(net.fetch(`${origin}/c`)).rejects.toThrow();
  expect(ports.length).toBe(3);
  await net.close();
});

it("is not to be had behind a proxy, and keeps to the allowed hosts", async () => {
  expect(openSingleConnection({ ...options, proxy: "http://127.0.0.1:1" })).toBeUndefined();
  expect(() => openSingleConnection(options)?.check("https://elsewhere.example/")).toThrow();
});
