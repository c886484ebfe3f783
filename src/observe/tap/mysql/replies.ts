import type { Outcome, ReplyReader } from "./reply.ts";
import { done, ended, failed, isEnd } from "./reply-fields.ts";
import type { ReplyPacket } from "./reply-packet.ts";
import type { Session } from "./session.ts";
import { answer } from "./wire.ts";

/** Replies of one packet. */
export function openSingle(session: Session): ReplyReader {
  return {
    passing: undefined,
    take(packet) {
      if (packet.first === answer.error) return failed(packet);
      if (packet.first === answer.ok) return { ...done(packet), rows: undefined };
      return isEnd(packet, session) ? ended(undefined, packet, session) : unsaid;
    },
  };
}

/** Rows or definitions until their end. */
export function openRows(session: Session): ReplyReader {
  const passing = { rows: 0 };
  return {
    passing,
    take(packet) {
      if (packet.first !== answer.error && !isEnd(packet, session)) {
        passing.rows += 1;
        return undefined;
      }
      const { rows } = passing;
      passing.rows = 0;
      return packet.first === answer.error ? failed(packet) : ended(rows, packet, session);
    },
  };
}

/** What the database says while it finds out who the client is. `heard` is told each of its questions. */
export function openLogin(heard: (question: ReplyPacket) => void): ReplyReader {
  return {
    passing: undefined,
    take(packet) {
      if (packet.first === answer.error) return failed(packet);
      if (packet.first === answer.ok) return { ...done(packet), rows: undefined };
      heard(packet);
      return undefined;
    },
  };
}

/** What it says from its first byte until it has let the client in. `greeted` is told its greeting. */
export function openArrival(greeted: (greeting: Buffer) => void, heard: (question: ReplyPacket) => void): ReplyReader {
  const login = openLogin(heard);
  let isFirst = true;
  return {
    passing: undefined,
    take(packet) {
      if (!isFirst) return login.take(packet);
      if (packet.first === answer.error) return failed(packet);
      isFirst = false;
      greeted(packet.head());
      return undefined;
    },
  };
}

/** A reply that says nothing of what is looked for. */
export const unsaid: Outcome = { rows: undefined, status: undefined, error: undefined };
