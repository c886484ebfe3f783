import { randomInt } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/**
 * Systems take the local ports of connections from above this (Linux from 32768, macOS and Windows from 49152): one that is kept
 * in mind and not listened on would be gone in a moment on a busy machine.
 */
const range = [10_240, 32_767] as const;
const tries = 20;

/** A port of 127.0.0.1 that was free a moment ago, and that no connection is given by chance. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const port = await listened(randomInt(...range));
    if (port !== undefined) return port;
  }
  const any = await listened(0);
  if (any === undefined) throw new Error("There is no free port on 127.0.0.1.");
  return any;
}

/** The port once it was listened on; undefined where that is not possible. */
async function listened(wanted: number): Promise<number | undefined> {
  const server = createServer();
  const listening = once(server, "listening").then(
    () => true,
    () => false,
  );
  server.listen(wanted, "127.0.0.1");
  if (!(await listening)) return undefined;
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
