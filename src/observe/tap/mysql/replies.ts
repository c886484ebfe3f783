import { type DatabaseError, eofStatus, errorOf, lengthAt, okOf } from "./reply-fields.ts";
import type { ReplyPacket } from "./reply-packet.ts";
import type { Session } from "./session.ts";
import { Unreadable } from "./unreadable.ts";
import { answer, status as flag } from "./wire.ts";

/** How a request ended. */
export interface Outcome {
  readonly rows: number | undefined;
  /** Status flags; undefined where the database gave none. */
  readonly status: number | undefined;
  readonly error: DatabaseError | undefined;
}

/** Rows that pass without being read. */
export interface RowCount {
  rows: number;
}

/**
 * Reads the packets of one reply. `file` = the client now sends the content of a file; a count = it wants only packets that start
 * like an end or an error, and the others counted.
 */
export type ReplyReading = Generator<"next" | "file" | RowCount, Outcome, ReplyPacket>;
type SimpleReading = Generator<"next" | RowCount, Outcome, ReplyPacket>;

/** Reads a reply of one packet. */
export function* readSingle(session: Session): ReplyReading {
  const packet = yield "next";
  if (packet.first === answer.error) return failed(packet);
  if (packet.first === answer.ok) return { rows: undefined, status: okOf(packet).status, error: undefined };
  if (isEnd(packet, session.deprecateEof)) return end(undefined, packet, session);
  return { rows: undefined, status: undefined, error: undefined };
}

/** Reads the results of a query or an execution: any number of result sets and of row counts. */
export function* readResults(session: Session): ReplyReading {
  /** Of the results that are over. */
  let rows: number | undefined;
  let step: "next" | "file" = "next";
  for (;;) {
    const packet: ReplyPacket = yield step;
    const result = yield* readResult(packet, session);
    step = result === "file" ? "file" : "next";
    if (typeof result === "string") continue;
    if (result.rows !== undefined) rows = (rows ?? 0) + result.rows;
    if (((result.status ?? 0) & flag.moreResults) === 0) return { ...result, rows };
  }
}

function* readResult(
  packet: ReplyPacket,
  session: Session,
): Generator<"next" | RowCount, Outcome | "file" | "nothing yet", ReplyPacket> {
  if (packet.first === answer.file) return "file";
  if (packet.first === answer.ok) return { ...okOf(packet), error: undefined };
  if (isEnd(packet, session.deprecateEof)) return end(undefined, packet, session);
  if (packet.first !== answer.error) return yield* readResultSet(packet, session);
  const failure = failed(packet);
  // Not an error: MariaDB says how far a long statement has come.
  return failure.error?.number === progressReport ? "nothing yet" : failure;
}

/** Reads rows or definitions until their end. */
export function* readUntilEnd(session: Session): SimpleReading {
  const passed: RowCount = { rows: 0 };
  for (;;) {
    const packet = yield passed;
    if (packet.first === answer.error) return failed(packet);
    if (isEnd(packet, session.deprecateEof)) return end(passed.rows, packet, session);
    passed.rows += 1;
  }
}

/** What comes of a PREPARE. */
export interface PrepareWatch {
  /** The number of the statement, and how many values it takes. */
  known(id: number, places: number): void;
  refused(): void;
}

/** Reads the answer to a PREPARE; `watch` is told what comes of it with its first packet. */
export function* readPrepared(session: Session, watch: PrepareWatch): ReplyReading {
  const packet = yield "next";
  if (packet.first === answer.error) {
    watch.refused();
    return failed(packet);
  }
  const head = packet.head();
  if (packet.first !== answer.ok || head.length < 9) throw new Unreadable("an answer to PREPARE that is none");
  const columns = head.readUInt16LE(5);
  const places = head.readUInt16LE(7);
  const described = !session.saysPreparedMetadata || head[12] !== 0;
  watch.known(head.readUInt32LE(1), places);
  for (const count of described ? [places, columns] : []) {
    const packets = count === 0 ? 0 : count + (session.deprecateEof ? 0 : 1);
    for (let index = 0; index < packets; index += 1) {
      const definition = yield "next";
      if (definition.first === answer.error) return failed(definition);
    }
  }
  return { rows: undefined, status: undefined, error: undefined };
}

/** Reads what the database says while it finds out who the client is. `heard` is told each of its questions. */
export function* readLogin(heard: (question: ReplyPacket) => void): ReplyReading {
  for (;;) {
    const packet = yield "next";
    if (packet.first === answer.error) return failed(packet);
    if (packet.first === answer.ok) return { rows: undefined, status: okOf(packet).status, error: undefined };
    heard(packet);
  }
}

/** Reads what the database says from its first byte until it has let the client in. `greeted` is told its greeting. */
export function* readArrival(
  greeted: (greeting: Buffer) => void,
  heard: (question: ReplyPacket) => void,
): ReplyReading {
  const packet = yield "next";
  if (packet.first === answer.error) return failed(packet);
  greeted(packet.head());
  return yield* readLogin(heard);
}

const progressReport = 0xffff;
/** More columns than any table or result can have. */
const mostColumns = 65_535;
/** A packet this long that starts like an end is a row with a large value. */
const shorterThanRow = 0xff_ff_ff;
const shorterThanOldRow = 9;

function* readResultSet(header: ReplyPacket, session: Session): SimpleReading {
  const head = header.head();
  const columns = lengthAt(head, 0);
  if (columns.value > mostColumns) throw new Unreadable(`a result of ${columns.value} columns`);
  if (!session.deprecateEof) {
    const definitions: RowCount = { rows: 0 };
    const packet = yield definitions;
    if (packet.first === answer.error) return failed(packet);
    if (!isEnd(packet, false)) throw new Unreadable("column definitions without an end");
    const after = end(undefined, packet, session);
    if (hasCursor(after)) return after;
  } else if (!session.saysMetadata || head[columns.next] !== 0) {
    for (let index = 0; index < columns.value; index += 1) {
      const definition = yield "next";
      if (definition.first === answer.error) return failed(definition);
    }
  }
  const outcome = yield* readUntilEnd(session);
  return hasCursor(outcome) ? { ...outcome, rows: undefined } : outcome;
}

function isEnd(packet: ReplyPacket, deprecateEof: boolean): boolean {
  return packet.first === answer.eof && packet.length < (deprecateEof ? shorterThanRow : shorterThanOldRow);
}

function end(rows: number | undefined, packet: ReplyPacket, { deprecateEof }: Session): Outcome {
  return { rows, status: deprecateEof ? okOf(packet).status : eofStatus(packet), error: undefined };
}

/** The rows stay with the database until they are fetched, by requests that are no statements. */
function hasCursor({ status }: Outcome): boolean {
  return status !== undefined && (status & flag.cursorExists) !== 0;
}

function failed(packet: ReplyPacket): Outcome {
  return { rows: undefined, status: undefined, error: errorOf(packet) };
}
