import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { endGroup } from "./end-group.ts";
import { leftovers } from "./leftovers.ts";
import { watch } from "./watch.ts";

test("a session, its DELETE and a connection that is still held are seen on the wire", async () => {
  const server = createServer((asked, response) => {
    asked.resume();
    response.writeHead(asked.method === "DELETE" ? 204 : 200, { "mcp-session-id": "s1" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const wire = await watch((server.address() as AddressInfo).port);
  const agent = new Agent({ keepAlive: true });
  const send = async (method: string) => {
    const sent = request({ port: wire.port, host: "127.0.0.1", method, agent }).end();
    const [response] = await once(sent, "response");
    response.resume();
    await once(response, "end");
  };
  await send("POST");
  expect([wire.sawSession(), wire.deleted(), wire.open()]).toEqual([true, undefined, 1]);
  await send("DELETE");
  expect(wire.deleted()).toBe(204);
  agent.destroy();
  await expect.poll(wire.open).toBe(0);
  wire.stop();
  server.close();
});

test.runIf(process.platform === "linux")("a marked process is found while it runs, and its child too", async () => {
  const mark = `INTEROP_MARK=${process.pid}-${process.hrtime.bigint()}`;
  const [name = "", value = ""] = mark.split("=");
  const child = spawn("sh", ["-c", "sleep 30 & wait"], {
    env: { PATH: process.env.PATH, [name]: value },
    detached: true,
  });
  await expect.poll(async () => (await leftovers(mark)).length).toBe(2);
  endGroup(child, "SIGKILL");
  await once(child, "exit");
  await expect.poll(() => leftovers(mark)).toEqual([]);
});
