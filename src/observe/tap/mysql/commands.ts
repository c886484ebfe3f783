import { readBindValues } from "./bind-values.ts";
import type { Asked, Conversation } from "./conversation.ts";
import { Cursor } from "./cursor.ts";
import { bounds, type Draft, emptyDraft } from "./draft.ts";
import { openExecutions } from "./executions.ts";
import { type Intake, openIntake } from "./intake.ts";
import { openPreparedReply } from "./prepared-reply.ts";
import { lengthEncoded, type Reading, wantRest } from "./reading.ts";
import { openLogin, openRows, openSingle } from "./replies.ts";
import type { ReplyReader } from "./reply.ts";
import type { ReplyPacket } from "./reply-packet.ts";
import { openResults } from "./results.ts";
import type { Session } from "./session.ts";
import { openStatements } from "./statements.ts";
import { textAt, textOf } from "./text.ts";
import { Unreadable } from "./unreadable.ts";
import { command, plainCommands } from "./wire.ts";

/** What a client asks once it is let in. */
export interface Commands {
  /** A command that is there in whole; false, and nothing done, for one that must be begun. */
  whole(chunk: Buffer, at: number, end: number): boolean;
  /** Gives what reads the rest of a command that starts with `code`; undefined where nothing is read. */
  begin(code: number | undefined): Intake | undefined;
  /** The rest of it has passed. */
  passed(): void;
}

/** Asks the conversation; `heard` is told what the database wants to know of a client that becomes someone else. */
export function openCommands(
  on: Session,
  conversation: Conversation,
  heard: (question: ReplyPacket) => void,
  now: () => number,
): Commands {
  const statements = openStatements();
  const executions = openExecutions(statements);
  const results = openResults(on);
  const single = openSingle(on);
  const walk = new Cursor();
  let asked: Asked | undefined;

  const ask = (reply: ReplyReader, noted: Asked["noted"], draft: Draft, reading: Reading<void>): Intake => {
    const intake = openIntake(reading);
    asked = { reply, noted, draft, atMs: now(), intake };
    conversation.ask(asked);
    return intake;
  };
  const askUnnoted = (reply: ReplyReader, reading: Reading<void>) => ask(reply, "never", emptyDraft(), reading);

  const prepare = (draft: Draft): Intake => {
    const prepared = statements.prepare(draft);
    const reply = openPreparedReply(on, {
      known: (id, places) => statements.known(prepared, id, places),
      refused: () => statements.refused(prepared),
    });
    return ask(reply, "failed", draft, readText(draft));
  };

  const queryAt = (chunk: Buffer, at: number, end: number): Draft | undefined => {
    if (!on.queryAttributes) return { text: textAt(chunk, at, end), cut: false, binds: [], refused: false };
    const hasNone = at + 2 <= end && chunk[at] === 0 && (chunk[at + 1] as number) < 0xfb;
    return hasNone ? { text: textAt(chunk, at + 2, end), cut: false, binds: [], refused: false } : undefined;
  };

  return {
    whole(chunk, at, end) {
      // Nothing of what is so short must be cut.
      if (at === end || end - at > bounds.bind) return false;
      let draft: Draft | undefined;
      if (chunk[at] === command.query) draft = queryAt(chunk, at + 1, end);
      else if (chunk[at] === command.execute) draft = executions.executeWhole(on, walk.over(chunk, at + 1, end));
      if (draft === undefined) return false;
      conversation.ask({ reply: results, noted: "always", draft, atMs: now(), intake: undefined });
      return true;
    },
    begin(code) {
      const draft = emptyDraft();
      switch (code) {
        case command.query:
          return ask(results, "always", draft, readQuery(on, draft));
        case command.prepare:
          return prepare(draft);
        case command.execute:
          return ask(results, "always", draft, executions.execute(on, draft));
        case command.bulkExecute:
          return ask(results, "always", draft, executions.bulkExecute(draft));
        case command.longData:
          return openIntake(executions.sendAhead());
        case command.close:
          return openIntake(executions.close());
        case command.reset:
          return askUnnoted(single, executions.reset());
        case command.resetConnection:
          statements.clear();
          return askUnnoted(single, passOver());
        case command.changeUser:
          statements.clear();
          return askUnnoted(openLogin(heard), passOver());
        case command.processInfo:
          return askUnnoted(results, passOver());
        case command.fieldList:
        case command.fetch:
          return askUnnoted(openRows(on), passOver());
        case command.quit:
          conversation.quit();
          return undefined;
        default:
          if (code !== undefined && plainCommands.has(code)) return askUnnoted(single, passOver());
          throw new Unreadable(`the command ${code} from the client`);
      }
    },
    passed() {
      if (asked !== undefined) asked.intake = undefined;
      asked = undefined;
    },
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
