import { Cursor } from "./cursor.ts";
import type { DatabaseError, Outcome } from "./reply.ts";
import type { ReplyPacket } from "./reply-packet.ts";
import type { Session } from "./session.ts";
import { textOf } from "./text.ts";
import { Unreadable } from "./unreadable.ts";
import { answer } from "./wire.ts";

/** An OK packet: rows changed and status flags. Throws an Unreadable for one that ends too soon. */
export function done(packet: ReplyPacket): Outcome {
  walk.over(packet.bytes, packet.at + 1, packet.end);
  const rows = walk.lengthEncoded();
  // The number that an insert gave to its row.
  walk.lengthEncoded();
  const status = walk.int16();
  if (walk.broken) throw tooSoon();
  return { rows, status, error: undefined };
}

/** Whether a packet ends rows or definitions. */
export function isEnd({ first, length }: ReplyPacket, { deprecateEof }: Session): boolean {
  return first === answer.eof && length < (deprecateEof ? shorterThanRow : shorterThanOldRow);
}

/** What such an end says of so many rows. Throws an Unreadable for one that ends too soon. */
export function ended(rows: number | undefined, packet: ReplyPacket, { deprecateEof }: Session): Outcome {
  return { rows, status: deprecateEof ? done(packet).status : flagsAt(packet, 3), error: undefined };
}

/** An ERR packet. Throws an Unreadable for one that ends too soon. */
export function failed(packet: ReplyPacket): Outcome {
  return { rows: undefined, status: undefined, error: errorOf(packet) };
}

/** What it says. */
export function errorOf(packet: ReplyPacket): DatabaseError {
  const number = flagsAt(packet, 1);
  const head = packet.head();
  const hasCode = head[3] === 0x23 && head.length >= 9;
  const message = textOf(head.subarray(hasCode ? 9 : 3), packet.length > head.length);
  return { number, code: hasCode ? head.toString("latin1", 4, 9) : "HY000", message };
}

/** A packet this long that starts like an end is a row with a large value. */
const shorterThanRow = 0xff_ff_ff;
const shorterThanOldRow = 9;

/** There are as many ends as requests: one cursor for all. */
const walk = new Cursor();

function flagsAt({ bytes, at, end }: ReplyPacket, place: number): number {
  walk.over(bytes, at + place, end);
  const flags = walk.int16();
  if (walk.broken) throw tooSoon();
  return flags;
}

function tooSoon(): Unreadable {
  return new Unreadable("a packet that ends too soon");
}
