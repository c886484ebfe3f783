import { createServer } from "node:net";
import { expect, it } from "vitest";
import { openPostgresObserver } from "./postgres.ts";

const net = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };
/** AuthenticationOk, ReadyForQuery. */
const welcome = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

it("does not wait for a database that stopped answering to say goodbye", { timeout: 4_000 }, async () => {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => void socket.write(welcome));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const observer = await openPostgresObserver(`postgres://u:p@127.0.0.1:${port}/d`, net);
  await observer.close();
  const connections = await new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
  expect(connections).toBeLessThanOrEqual(1);
  server.close();
});
