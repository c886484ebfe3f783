import type { TapEvent } from "../../../model/tap.ts";
import type { PipeEnded } from "../pipe.ts";
import { openConversation } from "./conversation.ts";
import { type Framer, framer } from "./framer.ts";
import { replies } from "./replies.ts";
import { requests } from "./requests.ts";

/** Sees one connection pass and notes what it means. Nothing of it throws. */
export interface Tracker {
  /** What came from the client after its startup message. */
  fromServer(chunk: Buffer): void;
  fromDatabase(chunk: Buffer): void;
  /** Once, at the end; nothing is noted after it. */
  ended(how: PipeEnded): void;
  /** No more statements of this connection are seen, for the reason given. */
  blind(why: string): void;
  /** The database took the client's credentials. */
  readonly ready: boolean;
  /** The error that the database ended the connection with: its SQLSTATE and message. */
  readonly lastWords: string | undefined;
}

export interface Tracked {
  readonly connection: string;
  note(event: TapEvent): void;
  now(): number;
}

/** Starts to track a connection whose startup message has come. Notes `opened` at once. */
export function trackPostgres({ connection, note, now }: Tracked): Tracker {
  note({ type: "opened", connection, atMs: now() });
  note({ type: "state", connection, atMs: now(), state: "starting" });
  // One look at the clock for each chunk: what is in it passed at the same time.
  let at: number | undefined;
  const time = (): number => {
    at ??= now();
    return at;
  };
  const conversation = openConversation(connection, note, time);
  const fromServer = framer(requests(time, conversation.request));
  const fromDatabase = framer(replies(conversation.rows, conversation.reply));
  let reading = true;
  const blind = (why: string) => {
    if (!reading) return;
    reading = false;
    note({
      type: "trouble",
      connection,
      atMs: now(),
      text: `the tap sees no further statements of ${connection}: ${why}`,
    });
  };
  const read = (direction: Framer, chunk: Buffer) => {
    if (!reading) return;
    at = undefined;
    try {
      direction.push(chunk);
    } catch (cause) {
      blind(cause instanceof Error ? cause.message : String(cause));
    }
  };
  return {
    get ready() {
      return conversation.ready;
    },
    get lastWords() {
      return conversation.lastWords;
    },
    blind,
    fromServer: (chunk) => read(fromServer, chunk),
    fromDatabase: (chunk) => read(fromDatabase, chunk),
    ended({ by, why }) {
      at = undefined;
      conversation.end();
      note({ type: "state", connection, atMs: now(), state: "closed" });
      note({ type: "closed", connection, atMs: now(), by, why: conversation.lastWords ?? why });
    },
  };
}
