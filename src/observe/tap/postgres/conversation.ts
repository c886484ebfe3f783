import type { TapEvent, TappedStatement, TransactionState } from "../../../model/tap.ts";
import { Queue } from "../queue.ts";
import { openStates } from "../states.ts";
import { openGroup } from "./group.ts";
import { meaningOf } from "./meaning.ts";
import { openPrepared } from "./prepared.ts";
import { Unreadable } from "./reading.ts";
import type { Reply } from "./replies.ts";
import type { Request } from "./requests.ts";
import { valuesAsText } from "./values.ts";

/** What is known of one connection: which statements were prepared, what was asked, what is still to be answered. */
export interface Conversation {
  /** Throws `Unreadable` when more is asked for than is kept. */
  request(request: Request): void;
  /** Throws `Unreadable` for a reply to nothing that was asked. */
  reply(reply: Reply): void;
  rows(count: number): void;
  /** Notes what is left without an answer. */
  end(): void;
  /** The database takes statements: authentication is over. */
  readonly ready: boolean;
  /** The database's last words, when it ended the connection by an error. */
  readonly lastWords: string | undefined;
}

/** What came so far in answer to the request that is answered now. */
interface Progress {
  rows: number | undefined;
  /** Rows that passed. */
  passed: number;
  error: TappedStatement["error"];
  copying: boolean;
}

/** Requests that wait for an answer; what is in flight is bounded by the buffers of two sockets. */
const mostPending = 200_000;

/** Puts requests and replies together. Statements that the database skips because an earlier one failed are not noted. */
export function openConversation(connection: string, note: (event: TapEvent) => void, now: () => number): Conversation {
  const pending = new Queue<Request>();
  const progress: Progress = { rows: undefined, passed: 0, error: undefined, copying: false };
  const prepared = openPrepared();
  const group = openGroup(note);
  const become = openStates(connection, note, now);
  let transaction: TransactionState = "idle";
  let ready = false;
  /** An error came and the Sync that ends its consequences was not sent yet. */
  let skipping = false;
  let lastWords: string | undefined;

  /** The first request waits no longer. */
  const shift = () => {
    pending.shift();
    progress.rows = undefined;
    progress.passed = 0;
    progress.error = undefined;
    progress.copying = false;
  };

  /** Notes the first request as the statement that it stands for, with what became of it; it waits no longer. */
  const settle = () => {
    const request = pending.first;
    const meant = request === undefined ? undefined : meaningOf(request, pending, prepared);
    if (request !== undefined && meant !== undefined && "atMs" in request) {
      const { statement, values } = meant;
      const { atMs } = request;
      group.add({
        connection,
        dialect: "postgres",
        text: statement.text,
        cut: statement.cut || values.cut,
        binds: valuesAsText(values, statement.types),
        transaction,
        rows: progress.rows,
        durationMs: now() - atMs,
        error: progress.error,
        atMs,
      });
    }
    shift();
  };

  /** The first request, which must be of this kind; it waits no longer. */
  const answered = <Kind extends Request["kind"]>(kind: Kind): Extract<Request, { kind: Kind }> => {
    const { first } = pending;
    if (first?.kind !== kind) throw misfit();
    shift();
    return first as Extract<Request, { kind: Kind }>;
  };

  const misfit = (): Unreadable => {
    return new Unreadable(`an answer that does not fit what was asked (${pending.first?.kind ?? "nothing"})`);
  };

  const executed = (rows: number | undefined) => {
    if (pending.first?.kind !== "execute") throw misfit();
    progress.rows = rows;
    settle();
  };

  /** The database ignores a Sync that came before the copied data ended. */
  const endCopy = () => {
    if (!progress.copying || pending.first?.kind !== "execute") return;
    progress.copying = false;
    pending.dropLast(({ kind }) => kind === "sync");
  };

  const fail = (code: string, message: string) => {
    const { first } = pending;
    if (first === undefined || !ready) return;
    if (first.kind === "sync") {
      group.failLast({ code, message });
      return;
    }
    progress.error ??= { code, message };
    if (first.kind === "query" || first.kind === "call") return;
    endCopy();
    settle();
    // The database passes over everything up to the next Sync.
    while (pending.first !== undefined && pending.first.kind !== "sync") shift();
    skipping = pending.first === undefined;
  };

  /** A ReadyForQuery: the first one ends the login, any other what was asked. */
  const turn = () => {
    if (ready) {
      const kind = pending.first?.kind;
      if (kind === "sync") shift();
      else if (kind === "query" || kind === "call") settle();
      else throw misfit();
    }
    ready = true;
    group.end(transaction);
    if (transaction === "idle") prepared.closePortals();
    if (pending.size === 0) become(transaction === "idle" ? "idle" : "idle-in-transaction");
  };

  return {
    get ready() {
      return ready;
    },
    get lastWords() {
      return lastWords;
    },
    rows(count) {
      progress.passed += count;
    },
    request(request) {
      if (request.kind === "copy-end") {
        endCopy();
        return;
      }
      if (skipping && request.kind !== "sync") return;
      skipping = false;
      if (pending.size >= mostPending) throw new Unreadable(`more than ${mostPending} requests without an answer`);
      pending.push(request);
      if (ready) become("active");
    },
    reply(reply) {
      const { first } = pending;
      switch (reply.kind) {
        case "parsed":
          prepared.prepare(answered("parse"));
          return;
        case "bound":
          prepared.open(answered("bind"));
          return;
        case "parameters":
          if (first?.kind !== "describe") throw misfit();
          prepared.describe(first.name, reply.types);
          return;
        case "described":
          if (first?.kind === "describe") shift();
          return;
        case "closed": {
          const { of, name } = answered("close");
          prepared.close(of, name);
          return;
        }
        case "copy":
          progress.copying = true;
          return;
        case "complete":
          if (first?.kind !== "query") executed(reply.rows);
          else if (reply.rows !== undefined) progress.rows = (progress.rows ?? 0) + reply.rows;
          return;
        case "empty":
          if (first?.kind !== "query") executed(undefined);
          return;
        case "suspended":
          executed(progress.passed);
          return;
        case "error":
          if (reply.fatal) lastWords = `${reply.code} ${reply.message}`;
          fail(reply.code, reply.message);
          return;
        case "ready":
          transaction = reply.transaction;
          turn();
      }
    },
    end() {
      for (let left = pending.first; left !== undefined; left = pending.first) {
        // What was sent in one go would have been prepared by now.
        if (left.kind === "parse") prepared.prepare(left);
        if (left.kind === "bind") prepared.open(left);
        progress.error ??= "unanswered";
        if (runs.has(left.kind)) settle();
        else shift();
      }
      group.end(transaction);
    },
  };
}

const runs = new Set<Request["kind"]>(["execute", "query", "call"]);
