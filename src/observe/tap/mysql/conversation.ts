import type { TapEvent, TappedStatement, TransactionState } from "../../../model/tap.ts";
import { openQueue } from "../queue.ts";
import { bounds, type Draft } from "./draft.ts";
import type { Intake } from "./intake.ts";
import type { Outcome, ReplyReading, RowCount } from "./replies.ts";
import { errorOf } from "./reply-fields.ts";
import type { ReplyPacket } from "./reply-packet.ts";
import { Unreadable } from "./unreadable.ts";
import { answer, status } from "./wire.ts";

/** A request that was sent. */
export interface Asked {
  /** Reads its reply. */
  readonly reply: ReplyReading;
  /** What is noted when it is answered: a statement, one that is noted only when it does not succeed, or nothing. */
  readonly noted: "always" | "failed" | "never";
  readonly draft: Draft;
  readonly atMs: number;
  /** Reads what is still to come of the request itself. */
  intake: Intake | undefined;
}

/** What was asked over one connection, and what is still to be answered. */
export interface Conversation {
  /** Throws an Unreadable when more is asked than is kept. */
  ask(asked: Asked): void;
  /** Throws an Unreadable for a reply to nothing that was asked. */
  reply(packet: ReplyPacket): void;
  /** The client takes its leave. */
  quit(): void;
  readonly hasQuit: boolean;
  /** Notes what is left without an answer. */
  end(): void;
  /** The client sends the content of a file now. */
  readonly sendsFile: boolean;
  /** The content of the file is over. */
  fileEnded(): void;
  /** Something is still to be answered. */
  readonly waits: boolean;
  /** The database took the client's credentials. */
  readonly ready: boolean;
  /** The database's last error outside of a statement. */
  readonly lastWords: string | undefined;
}

/** Its first request must be the login. Replies are given to requests in their order. */
export function openConversation(connection: string, note: (event: TapEvent) => void, now: () => number): Conversation {
  const pending = openQueue<Asked>();
  let transaction: TransactionState = "idle";
  let state: "starting" | "idle" | "active" | "idle-in-transaction" = "starting";
  let ready = false;
  let sendsFile = false;
  let hasQuit = false;
  let passing: RowCount | undefined;
  let lastWords: string | undefined;

  const become = (next: typeof state) => {
    if (state === next) return;
    state = next;
    note({ type: "state", connection, atMs: now(), state });
  };

  const add = ({ draft, atMs }: Asked, rows: number | undefined, error: TappedStatement["error"]) => {
    const { text, cut, binds } = draft;
    const durationMs = now() - atMs;
    note({
      type: "statement",
      statement: { connection, dialect: "mysql", text, cut, binds, transaction, rows, durationMs, error, atMs },
    });
  };

  const tell = (asked: Asked, rows: number | undefined, error: Outcome["error"]) => {
    if (asked.draft.refused) return;
    if (asked.noted === "always" || (asked.noted === "failed" && error !== undefined)) {
      add(asked, rows, error === undefined ? undefined : { code: error.code, message: error.message });
    } else if (error !== undefined) {
      lastWords = `${error.code} ${error.message}`;
    }
  };

  const settle = (asked: Asked, { rows, status: flags, error }: Outcome) => {
    endEarly(asked);
    if (flags !== undefined) {
      transaction = (flags & (status.inTransaction | status.inReadOnlyTransaction)) === 0 ? "idle" : "open";
    }
    // A deadlock or a conflict between replicas: the database has rolled back all of it.
    if (error?.code === "40001") transaction = "idle";
    tell(asked, rows, error);
    if (error === undefined) ready = true;
    if (ready && pending.size === 0) become(transaction === "idle" ? "idle" : "idle-in-transaction");
  };

  return {
    get sendsFile() {
      return sendsFile;
    },
    fileEnded() {
      sendsFile = false;
    },
    quit() {
      hasQuit = true;
    },
    get hasQuit() {
      return hasQuit;
    },
    get waits() {
      return pending.size > 0;
    },
    get ready() {
      return ready;
    },
    get lastWords() {
      return lastWords;
    },
    ask(asked) {
      if (pending.size >= bounds.pending)
        throw new Unreadable(`more than ${bounds.pending} requests without an answer`);
      asked.reply.next();
      pending.push(asked);
      if (ready) become("active");
    },
    reply(packet) {
      if (passing !== undefined && packet.first !== answer.eof && packet.first !== answer.error) {
        passing.rows += 1;
        return;
      }
      const asked = pending.first;
      if (asked === undefined) {
        if (packet.first !== answer.error) throw new Unreadable("an answer to nothing that was asked");
        const { code, message } = errorOf(packet);
        lastWords = `${code} ${message}`;
        return;
      }
      const read = asked.reply.next(packet);
      passing = typeof read.value === "object" && read.done !== true ? read.value : undefined;
      if (read.done === true) {
        pending.shift();
        settle(asked, read.value);
      } else if (read.value === "file") sendsFile = true;
    },
    end() {
      for (let asked = pending.shift(); asked !== undefined; asked = pending.shift()) {
        // What came to the database only in part is nothing that it ran.
        if (asked.noted !== "never" && asked.intake === undefined) add(asked, undefined, "unanswered");
      }
    },
  };
}

/** The database has answered before the whole request had passed. */
function endEarly(asked: Asked): void {
  if (asked.intake === undefined) return;
  asked.draft.cut = true;
  asked.intake.finishEarly();
  asked.intake = undefined;
}
