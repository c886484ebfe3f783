import { Cursor } from "./cursor.ts";
import { unsaid } from "./replies.ts";
import type { ReplyReader } from "./reply.ts";
import { failed } from "./reply-fields.ts";
import type { ReplyPacket } from "./reply-packet.ts";
import type { Session } from "./session.ts";
import { Unreadable } from "./unreadable.ts";
import { answer } from "./wire.ts";

/** What comes of a PREPARE. */
export interface PrepareWatch {
  /** The number of the statement, and how many values it takes. */
  known(id: number, places: number): void;
  refused(): void;
}

/** The answer to one PREPARE; `watch` is told what comes of it with its first packet. */
export function openPreparedReply(session: Session, watch: PrepareWatch): ReplyReader {
  /** Definitions, and ends of them, that are still to come; undefined = the first packet is. */
  let left: number | undefined;

  const start = ({ first, bytes, at, end }: ReplyPacket): number => {
    const walk = new Cursor().over(bytes, at + 1, end);
    const id = walk.int32();
    const columns = walk.int16();
    const places = walk.int16();
    if (first !== answer.ok || walk.broken) throw new Unreadable("an answer to PREPARE that is none");
    // A filler and a number of warnings.
    walk.past(1 + 2);
    const described = !session.saysPreparedMetadata || walk.byte() !== 0 || walk.broken;
    watch.known(id, places);
    return described ? packetsOf(places, session) + packetsOf(columns, session) : 0;
  };

  return {
    passing: undefined,
    take(packet) {
      if (packet.first === answer.error) {
        if (left === undefined) watch.refused();
        return failed(packet);
      }
      left = left === undefined ? start(packet) : left - 1;
      return left === 0 ? unsaid : undefined;
    },
  };
}

/** Of so many definitions. */
function packetsOf(definitions: number, { deprecateEof }: Session): number {
  return definitions === 0 || deprecateEof ? definitions : definitions + 1;
}
