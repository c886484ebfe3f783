import type { Socket } from "node:net";
import { destroyAfterFlush } from "../destroy-after-flush.ts";
import type { Carry, Passage } from "../passage.ts";
import { pipe } from "../pipe.ts";
import { errorResponse } from "./error-response.ts";
import { readGreeting } from "./greeting.ts";
import { reachDatabase } from "./reach-database.ts";
import { trackPostgres } from "./tracker.ts";
import { withoutChannelBinding } from "./without-channel-binding.ts";

/** Carries one PostgreSQL connection. The client talks to the tap in the clear, the tap to the database as it was told to. */
export const carryPostgres: Carry = async (passage) => {
  const { client } = passage;
  const abort = () => void client.destroy();
  passage.signal.addEventListener("abort", abort);
  try {
    const greeting = await readGreeting(client);
    if (greeting.kind === "startup") await carrySession(passage, greeting.bytes);
    else if (greeting.kind === "cancel") await carryCancel(passage, greeting.bytes);
    else if (greeting.kind === "direct-tls") refuse(passage, directTls);
    else if (greeting.kind === "unknown") refuse(passage, notPostgres);
    else if (greeting.askedTls && !passage.signal.aborted) note(passage, insistsOnTls);
  } finally {
    await destroyAfterFlush(client);
    passage.signal.removeEventListener("abort", abort);
  }
};

const directTls =
  "a client begins with TLS, which the tap does not speak: leave sslnegotiation=direct out of its settings, or set sslmode=disable";
const insistsOnTls =
  "a client left when it was told that the tap has no TLS: set sslmode=disable (or prefer) in the database settings of the server under test";
const notPostgres = "a client does not speak PostgreSQL's protocol 3: point only PostgreSQL clients at the tap";
const insistsOnChannelBinding =
  "a client left when it was offered a password without channel binding: set channel_binding=prefer (or disable) in the database settings of the server under test";
const databaseWantsTls =
  "the database refuses connections without TLS: add sslmode=require to the database URL that the tap is given";

async function carrySession(passage: Passage, startup: Buffer): Promise<void> {
  const { client, signal } = passage;
  const tracker = trackPostgres(passage);
  let database: Socket;
  try {
    database = await reachDatabase(passage);
  } catch (cause) {
    const why = `the tap cannot reach the database: ${reason(cause)}`;
    client.write(errorResponse("08006", why));
    note(passage, why);
    tracker.ended(signal.aborted ? { by: "tap", why: undefined } : { by: "database", why });
    return;
  }
  database.write(startup);
  const bound = passage.tls !== undefined && (await withoutChannelBinding(database));
  const how = await pipe({
    server: client,
    database,
    gate: passage.gate,
    signal,
    fromServer: tracker.fromServer,
    fromDatabase: tracker.fromDatabase,
    blind: (cause) => tracker.blind(reason(cause)),
  });
  if (!tracker.ready && how.by === "server" && bound) note(passage, insistsOnChannelBinding);
  if (passage.tls === undefined && /^28000 .*(no encryption|SSL off)/.test(tracker.lastWords ?? "")) {
    note(passage, databaseWantsTls);
  }
  tracker.ended(how);
}

/** A cancel request has a connection of its own, says nothing else and gets no answer. */
async function carryCancel(passage: Passage, bytes: Buffer): Promise<void> {
  const { client, signal } = passage;
  let database: Socket;
  try {
    database = await reachDatabase(passage);
  } catch (cause) {
    note(passage, `a cancel request was lost, the tap cannot reach the database: ${reason(cause)}`);
    return;
  }
  database.write(bytes);
  const nothing = () => undefined;
  await pipe({ server: client, database, signal, fromServer: nothing, fromDatabase: nothing, blind: nothing });
}

function refuse(passage: Passage, text: string): void {
  passage.client.write(errorResponse("08P01", text));
  note(passage, text);
}

function note({ connection, note: take, now }: Passage, text: string): void {
  take({ type: "trouble", connection, atMs: now(), text });
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
