import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { limits } from "../../../net/limits.ts";
import { readPacket } from "./read-packet.ts";
import type { Tracker } from "./tracker.ts";
import { answer, capability } from "./wire.ts";

/** Milliseconds that either end has for each step of a login. */
export const loginStepMs = 60_000;

/**
 * Goes on over TLS towards the database after its greeting was passed on, and carries the login of a client that knows nothing
 * of it: the packets of the two ends are numbered apart by the one that asks for TLS. Gives the stream to pipe from then on,
 * which may have ended already. Rejects when TLS cannot be had.
 */
export async function secureLogin(
  client: Socket,
  plain: Socket,
  tls: ConnectionOptions,
  tracker: Tracker,
): Promise<Duplex> {
  const reply = await readPacket(client, plain, loginStepMs);
  if (reply === undefined || reply.length < requestBytes) return plain;
  tracker.fromServer(reply);
  const asking = Buffer.from(reply);
  asking.writeUInt32LE((asking.readUInt32LE(flagsAt) | capability.ssl) >>> 0, flagsAt);
  const request = Buffer.from(asking.subarray(0, requestBytes));
  request.writeUIntLE(requestBytes - headerBytes, 0, 3);
  plain.write(request);
  const secured = await overTls(plain, client, tls);
  secured.write(renumbered(asking, 1));
  await carryLogin(client, secured, tracker);
  return secured;
}

const headerBytes = 4;
const flagsAt = 4;
/** Flags, longest packet, character set and filler: what a reply has in common with a request for TLS. */
const requestBytes = headerBytes + 32;
/** caching_sha2_password: the database knows the password, and goes on by itself. */
const knowsPassword = 3;

/** Carries packets one by one until the database has decided; one that ends or breaks meanwhile is left to the pipe. */
async function carryLogin(client: Duplex, database: Duplex, tracker: Tracker): Promise<void> {
  for (;;) {
    const question = await readPacket(database, client, loginStepMs);
    if (question === undefined) return;
    const forClient = renumbered(question, -1);
    client.write(forClient);
    tracker.fromDatabase(forClient);
    const first = question[headerBytes];
    if (first === answer.ok || first === answer.error) return;
    if (first === answer.moreData && question[headerBytes + 1] === knowsPassword) continue;
    const said = await readPacket(client, database, loginStepMs);
    if (said === undefined) return;
    database.write(renumbered(said, 1));
    tracker.fromServer(said);
  }
}

function renumbered(packet: Buffer, by: 1 | -1): Buffer {
  const copy = Buffer.from(packet);
  copy[3] = ((copy[3] ?? 0) + by) & 0xff;
  return copy;
}

function overTls(plain: Socket, client: Socket, tls: ConnectionOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...tls, socket: plain });
    const late = setTimeout(() => socket.destroy(new Error("the TLS handshake took too long")), limits.connectMs);
    const left = () => void socket.destroy(new Error("the client left during the TLS handshake"));
    const settled = () => {
      clearTimeout(late);
      client.off("close", left);
    };
    client.once("close", left);
    socket.once("secureConnect", () => {
      settled();
      socket.pause();
      resolve(socket);
    });
    // It stays: an error between now and the pipe must not end the process.
    socket.on("error", (cause) => {
      settled();
      reject(cause);
    });
    socket.once("close", () => {
      settled();
      reject(new Error("it ended the TLS handshake"));
    });
  });
}
