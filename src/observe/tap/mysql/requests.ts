import { readBindValues } from "./bind-values.ts";
import type { Asked, Conversation } from "./conversation.ts";
import { bounds, type Draft, emptyDraft } from "./draft.ts";
import { openExecutions } from "./executions.ts";
import type { TakePiece } from "./framer.ts";
import { type Offer, offerOf } from "./greeting.ts";
import { type Intake, openIntake } from "./intake.ts";
import type { LoginWatch } from "./login-watch.ts";
import { lengthEncoded, type Reading, wantRest } from "./reading.ts";
import {
  type ReplyReading,
  readArrival,
  readLogin,
  readPrepared,
  readResults,
  readSingle,
  readUntilEnd,
} from "./replies.ts";
import { readSession, type Session } from "./session.ts";
import { openStatements } from "./statements.ts";
import { textOf } from "./text.ts";
import { Unreadable } from "./unreadable.ts";
import { command, plainCommands } from "./wire.ts";

/**
 * Takes what a client sends, which begins with its answer to the database's greeting. Passwords and the content of files are
 * passed over.
 */
export function openRequests(conversation: Conversation, watch: LoginWatch, now: () => number): TakePiece {
  const statements = openStatements();
  const executions = openExecutions(statements);
  let offer: Offer | undefined;
  let session: Session | undefined;
  let asked: Asked | undefined;
  /** Reads a request that gets no answer. */
  let unanswered: Intake | undefined;

  const ask = (reply: ReplyReading, noted: Asked["noted"], draft: Draft, reading: Reading<void>) => {
    asked = { reply, noted, draft, atMs: now(), intake: openIntake(reading) };
    conversation.ask(asked);
  };
  const askUnnoted = (reply: ReplyReading, reading: Reading<void>) => ask(reply, "never", emptyDraft(), reading);

  const logIn = () => {
    watch.said();
    if (offer === undefined) throw new Unreadable("a client that speaks first");
    const readAnswer = function* (offered: Offer): Reading<void> {
      session = yield* readSession(offered);
    };
    unanswered = openIntake(readAnswer(offer));
  };

  const prepare = (on: Session, draft: Draft) => {
    const prepared = statements.prepare(draft);
    const reply = readPrepared(on, {
      known: (id, places) => statements.known(prepared, id, places),
      refused: () => statements.refused(prepared),
    });
    ask(reply, "failed", draft, readText(draft));
  };

  const begin = (code: number | undefined, on: Session) => {
    const draft = emptyDraft();
    switch (code) {
      case command.query:
        return ask(readResults(on), "always", draft, readQuery(on, draft));
      case command.prepare:
        return prepare(on, draft);
      case command.execute:
        return ask(readResults(on), "always", draft, executions.execute(on, draft));
      case command.bulkExecute:
        return ask(readResults(on), "always", draft, executions.bulkExecute(draft));
      case command.longData:
        unanswered = openIntake(executions.sendAhead());
        return;
      case command.close:
        unanswered = openIntake(executions.close());
        return;
      case command.reset:
        return askUnnoted(readSingle(on), executions.reset());
      case command.resetConnection:
        statements.clear();
        return askUnnoted(readSingle(on), passOver());
      case command.changeUser:
        statements.clear();
        return askUnnoted(readLogin(watch.heard), passOver());
      case command.processInfo:
        return askUnnoted(readResults(on), passOver());
      case command.fieldList:
      case command.fetch:
        return askUnnoted(readUntilEnd(on), passOver());
      case command.quit:
        conversation.quit();
        return;
      default:
        if (code === undefined || !plainCommands.has(code)) throw new Unreadable(`the command ${code} from the client`);
        return askUnnoted(readSingle(on), passOver());
    }
  };

  /** Gives where the content of the packet starts. */
  const open = (chunk: Buffer, start: number, end: number, sequence: number): number => {
    asked = undefined;
    unanswered = undefined;
    if (session === undefined) {
      logIn();
      return start;
    }
    if (sequence > 0) {
      if (!conversation.waits) throw new Unreadable("a packet out of order from the client");
      watch.said();
      return end;
    }
    begin(start < end ? chunk[start] : undefined, session);
    return start + 1;
  };

  const greeted = (greeting: Buffer) => {
    offer = offerOf(greeting);
    if (offer === undefined) throw new Unreadable("a greeting that is not of MySQL's protocol 10");
    watch.greeted();
  };
  askUnnoted(readArrival(greeted, watch.heard), passOver());

  return (chunk, start, end, first, last, sequence) => {
    if (conversation.sendsFile) {
      if (first && last && start === end) conversation.fileEnded();
      return;
    }
    const from = first ? open(chunk, start, end, sequence) : start;
    const intake = asked?.intake ?? unanswered;
    intake?.give(chunk, from, end, last);
    if (last && asked !== undefined) asked.intake = undefined;
  };
}

function* readText(draft: Draft): Reading<void> {
  const bytes = yield wantRest(bounds.text);
  const cut = bytes.length > bounds.text;
  draft.text = textOf(cut ? bytes.subarray(0, bounds.text) : bytes, cut);
  if (cut) draft.cut = true;
}

function* readQuery({ queryAttributes }: Session, draft: Draft): Reading<void> {
  if (queryAttributes) {
    const count = yield* lengthEncoded();
    // How many sets of attributes: always one.
    yield* lengthEncoded();
    yield* readBindValues({ places: count, counted: false, named: true, types: [], ahead: new Map() }, draft);
  }
  yield* readText(draft);
}

function* passOver(): Reading<void> {}
