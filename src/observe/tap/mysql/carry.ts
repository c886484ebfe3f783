import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { destroyAfterFlush } from "../destroy-after-flush.ts";
import type { Carry, Passage } from "../passage.ts";
import { pipe } from "../pipe.ts";
import { errorPacket } from "./error-packet.ts";
import { declineInGreeting, offerOf } from "./greeting.ts";
import { readPacket } from "./read-packet.ts";
import { loginStepMs, secureLogin } from "./secure-login.ts";
import { type Tracker, trackMysql } from "./tracker.ts";
import { answer, capability } from "./wire.ts";

/**
 * Carries one MySQL or MariaDB connection. The client talks to the tap in the clear and without compression, the tap to the
 * database as it was told to.
 */
export const carryMysql: Carry = async (passage) => {
  const { client, signal } = passage;
  const tracker = trackMysql({ ...passage, overTls: passage.tls !== undefined });
  const abort = () => void client.destroy();
  signal.addEventListener("abort", abort);
  try {
    const database = await reach(passage, tracker);
    if (database === undefined) return;
    const how = await pipe({
      server: client,
      database,
      gate: passage.gate,
      signal,
      fromServer: tracker.fromServer,
      fromDatabase: tracker.fromDatabase,
      blind: (cause) => tracker.blind(reason(cause)),
    });
    tracker.ended(how);
  } finally {
    await destroyAfterFlush(client);
    signal.removeEventListener("abort", abort);
  }
};

const headerBytes = 4;
/** CR_CONN_HOST_ERROR and CR_SSL_CONNECTION_ERROR, the numbers that clients give to the same causes. */
const notReached = 2003;
const noTls = 2026;

/** The database, ready to be piped; undefined when there is none, which has been said to all. */
async function reach(passage: Passage, tracker: Tracker): Promise<Duplex | undefined> {
  const { client, tls } = passage;
  let database: Socket;
  try {
    database = await passage.dial();
  } catch (cause) {
    refuse(passage, tracker, 0, notReached, `the tap cannot reach the database: ${reason(cause)}`);
    return undefined;
  }
  const packet = await readPacket(database, client, loginStepMs);
  if (packet === undefined) {
    if (database.readableLength > 0) tracker.blind("what the database says first is not MySQL's protocol");
    return database;
  }
  const content = packet.subarray(headerBytes);
  const changed = declineInGreeting(content);
  const offersTls = ((offerOf(content)?.capabilities ?? 0) & capability.ssl) !== 0;
  if (tls !== undefined && changed !== undefined && !offersTls) {
    database.destroy();
    refuse(
      passage,
      tracker,
      0,
      noTls,
      "the database has no TLS: leave ssl out of the database URL that the tap is given",
    );
    return undefined;
  }
  const greeting = changed === undefined ? packet : Buffer.concat([packet.subarray(0, headerBytes), changed]);
  client.write(greeting);
  tracker.fromDatabase(greeting);
  if (tls === undefined || content[0] === answer.error) return database;
  try {
    return await secureLogin(client, database, tls, tracker);
  } catch (cause) {
    database.destroy();
    if (client.destroyed && !passage.signal.aborted) {
      tracker.ended({ by: "server", why: client.errored?.message });
      return undefined;
    }
    // The client's reply was number 1.
    refuse(passage, tracker, 2, noTls, `the tap cannot reach the database over TLS: ${reason(cause)}`);
    return undefined;
  }
}

function refuse(passage: Passage, tracker: Tracker, sequence: number, number: number, why: string): void {
  const { client, connection, note, now, signal } = passage;
  if (signal.aborted) {
    tracker.ended({ by: "tap", why: undefined });
    return;
  }
  client.write(errorPacket(sequence, number, "08S01", why));
  note({ type: "trouble", connection, atMs: now(), text: why });
  tracker.ended({ by: "database", why });
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
