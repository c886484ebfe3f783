import type { TapEvent } from "../../../model/tap.ts";
import type { PipeEnded } from "../pipe.ts";
import { openConversation } from "./conversation.ts";
import { openFramer } from "./framer.ts";
import { watchLogin } from "./login-watch.ts";
import { openReplyPackets } from "./reply-packet.ts";
import { openRequests } from "./requests.ts";

/** Sees one connection pass and notes what it means. Nothing of it throws. */
export interface Tracker {
  fromServer(chunk: Buffer): void;
  /** All that comes from the database, as the client gets it. */
  fromDatabase(chunk: Buffer): void;
  /** Once, at the end; nothing is noted after it. */
  ended(how: PipeEnded): void;
  /** No more statements of this connection are seen, for the reason given. */
  blind(why: string): void;
}

export interface Tracked {
  readonly connection: string;
  /** The database is spoken to over TLS. */
  readonly overTls: boolean;
  note(event: TapEvent): void;
  now(): number;
}

/** Starts to track a connection from its first byte. Notes `opened` at once. */
export function trackMysql({ connection, overTls, note, now }: Tracked): Tracker {
  note({ type: "opened", connection, atMs: now() });
  note({ type: "state", connection, atMs: now(), state: "starting" });
  // One look at the clock for each chunk: what is in it passed at the same time.
  let at: number | undefined;
  const time = (): number => {
    at ??= now();
    return at;
  };
  const trouble = (text: string) => note({ type: "trouble", connection, atMs: now(), text });
  const conversation = openConversation(connection, note, time);
  const login = watchLogin(overTls, trouble);
  const fromServer = openFramer(openRequests(conversation, login, time), () => undefined);
  const fromDatabase = openFramer(openReplyPackets(conversation.reply), () => conversation.passing);
  let reading = true;
  const blind = (why: string) => {
    if (!reading) return;
    reading = false;
    trouble(`the tap sees no further statements of ${connection}: ${why}`);
  };
  const read = (direction: (chunk: Buffer) => void, chunk: Buffer) => {
    if (!reading) return;
    at = undefined;
    try {
      direction(chunk);
    } catch (cause) {
      blind(cause instanceof Error ? cause.message : String(cause));
    }
  };
  return {
    blind,
    fromServer: (chunk) => read(fromServer, chunk),
    fromDatabase: (chunk) => read(fromDatabase, chunk),
    ended({ by, why }) {
      at = undefined;
      if (reading && !conversation.ready) login.ended(by, conversation.lastWords);
      conversation.end();
      note({ type: "state", connection, atMs: now(), state: "closed" });
      // The database hangs up as soon as it is told goodbye, often before the client does.
      const ended = conversation.hasQuit ? ({ by: "server", why: undefined } as const) : { by, why };
      note({ type: "closed", connection, atMs: now(), by: ended.by, why: conversation.lastWords ?? ended.why });
    },
  };
}
