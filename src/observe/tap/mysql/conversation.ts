import type { TapEvent, TappedStatement, TransactionState } from "../../../model/tap.ts";
import { Queue } from "../queue.ts";
import { openStates } from "../states.ts";
import { bounds, type Draft } from "./draft.ts";
import type { Intake } from "./intake.ts";
import type { Outcome, ReplyReader } from "./reply.ts";
import { errorOf } from "./reply-fields.ts";
import type { ReplyPacket } from "./reply-packet.ts";
import type { RowCount } from "./row-count.ts";
import { Unreadable } from "./unreadable.ts";
import { answer, status } from "./wire.ts";

/** A request that was sent. */
export interface Asked {
  /** Reads its reply. */
  readonly reply: ReplyReader;
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
  /** Where the next packets need only be counted, up to one that starts like an end or an error. */
  readonly passing: RowCount | undefined;
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
  waits(): boolean;
  /** The database took the client's credentials. */
  readonly ready: boolean;
  /** The database's last error outside of a statement. */
  readonly lastWords: string | undefined;
}

/** Its first request must be the login. Replies are given to requests in their order. */
export function openConversation(connection: string, note: (event: TapEvent) => void, now: () => number): Conversation {
  const pending = new Queue<Asked>();
  const become = openStates(connection, note, now);
  let transaction: TransactionState = "idle";

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
      conversation.lastWords = `${error.code} ${error.message}`;
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
    if (error === undefined) conversation.ready = true;
    if (conversation.ready && pending.size === 0) become(transaction === "idle" ? "idle" : "idle-in-transaction");
  };

  // Fields, no getters: engines are slow with getters of an object that there are many of.
  const conversation: { -readonly [Key in keyof Conversation]: Conversation[Key] } = {
    passing: undefined,
    sendsFile: false,
    hasQuit: false,
    ready: false,
    lastWords: undefined,
    fileEnded() {
      conversation.sendsFile = false;
    },
    quit() {
      conversation.hasQuit = true;
    },
    waits: () => pending.size > 0,
    ask(asked) {
      if (pending.size >= bounds.pending)
        throw new Unreadable(`more than ${bounds.pending} requests without an answer`);
      pending.push(asked);
      if (conversation.ready) become("active");
    },
    reply(packet) {
      const asked = pending.first;
      if (asked === undefined) {
        if (packet.first !== answer.error) throw new Unreadable("an answer to nothing that was asked");
        const { code, message } = errorOf(packet);
        conversation.lastWords = `${code} ${message}`;
        return;
      }
      const read = asked.reply.take(packet);
      conversation.passing = read === undefined ? asked.reply.passing : undefined;
      if (read === undefined) return;
      if (read === "file") {
        conversation.sendsFile = true;
        return;
      }
      pending.shift();
      settle(asked, read);
    },
    end() {
      for (let asked = pending.shift(); asked !== undefined; asked = pending.shift()) {
        // What came to the database only in part is nothing that it ran.
        if (asked.noted !== "never" && asked.intake === undefined) add(asked, undefined, "unanswered");
      }
    },
  };
  return conversation;
}

/** The database has answered before the whole request had passed. */
function endEarly(asked: Asked): void {
  if (asked.intake === undefined) return;
  asked.draft.cut = true;
  asked.intake.finishEarly();
  asked.intake = undefined;
}
