import type { Socket } from "node:net";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { limits } from "../../../net/limits.ts";
import type { Passage } from "../passage.ts";
import { readHead } from "../read-head.ts";

const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** Connects to the database, over TLS where that is asked for. Rejects with one sentence when that cannot be done in time. */
export async function reachDatabase({ dial, tls }: Pick<Passage, "dial" | "tls">): Promise<Socket> {
  const plain = await dial();
  if (tls === undefined) return plain;
  try {
    plain.write(sslRequest);
    const answer = await readHead(plain, limits.connectMs, () => 1);
    if (answer === undefined) throw new Error("it did not answer the request for TLS");
    if (answer[0] !== 0x53)
      throw new Error("it has no TLS; leave sslmode out of the database URL or set it to disable");
    // Anything that came with the answer was sent by someone who cannot have the keys.
    if (plain.readableLength > 0) throw new Error("it sent bytes in the clear after it agreed to TLS");
    return await secured(plain, tls);
  } catch (cause) {
    plain.destroy();
    throw cause;
  }
}

function secured(plain: Socket, tls: ConnectionOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...tls, socket: plain });
    const late = setTimeout(() => socket.destroy(new Error("the TLS handshake took too long")), limits.connectMs);
    socket.once("secureConnect", () => {
      clearTimeout(late);
      socket.pause();
      resolve(socket);
    });
    // It stays: an error between now and the pipe must not end the process.
    socket.on("error", (cause) => {
      clearTimeout(late);
      reject(cause);
    });
    socket.once("close", () => reject(new Error("it ended the TLS handshake")));
  });
}
