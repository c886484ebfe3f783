import { Cursor } from "./cursor.ts";
import { openRows } from "./replies.ts";
import type { Outcome, ReplyReader } from "./reply.ts";
import { done, ended, failed, isEnd } from "./reply-fields.ts";
import type { ReplyPacket } from "./reply-packet.ts";
import type { RowCount } from "./row-count.ts";
import type { Session } from "./session.ts";
import { Unreadable } from "./unreadable.ts";
import { answer, status as flag } from "./wire.ts";

/** The results of queries and executions: any number of result sets and of row counts. */
export function openResults(session: Session): ReplyReader {
  const walk = new Cursor();
  const tail = openRows(session);
  /** What the next packet is a part of. */
  let part: "start" | "definitions" | "counted definitions" | "rows" = "start";
  /** Rows of the results that are over. */
  let rows: number | undefined;
  /** Definitions that are still to come, where they have no end of their own. */
  let left = 0;

  /** A result is over, and the reply with it unless the database says otherwise. */
  const settle = (result: Outcome): Outcome | undefined => {
    part = "start";
    reader.passing = undefined;
    if (result.rows !== undefined) rows = (rows ?? 0) + result.rows;
    if (result.status !== undefined && (result.status & flag.moreResults) !== 0) return undefined;
    const inAll = rows;
    rows = undefined;
    return { rows: inAll, status: result.status, error: result.error };
  };

  const beginRows = () => {
    part = "rows";
    reader.passing = tail.passing;
  };

  const start = (packet: ReplyPacket): Outcome | "file" | undefined => {
    if (packet.first === answer.file) return "file";
    if (packet.first === answer.ok) return settle(done(packet));
    if (isEnd(packet, session)) return settle(ended(undefined, packet, session));
    if (packet.first === answer.error) {
      const failure = failed(packet);
      // Not an error: MariaDB says how far a long statement has come.
      return failure.error?.number === progressReport ? undefined : settle(failure);
    }
    walk.over(packet.bytes, packet.at, packet.end);
    const columns = walk.lengthEncoded();
    if (walk.broken) throw new Unreadable("a packet that ends too soon");
    if (columns > mostColumns) throw new Unreadable(`a result of ${columns} columns`);
    left = session.saysMetadata && walk.byte() === 0 && !walk.broken ? 0 : columns;
    if (!session.deprecateEof) part = "definitions";
    else if (left > 0) part = "counted definitions";
    else beginRows();
    return undefined;
  };

  /** Up to the end that they have of their own. */
  const endOfDefinitions = (packet: ReplyPacket): Outcome | undefined => {
    if (packet.first === answer.error) return settle(failed(packet));
    if (packet.first !== answer.eof) return undefined;
    if (!isEnd(packet, session)) throw new Unreadable("column definitions without an end");
    const after = ended(undefined, packet, session);
    if (hasCursor(after)) return settle(after);
    beginRows();
    return undefined;
  };

  const reader: { passing: RowCount | undefined; take: ReplyReader["take"] } = {
    passing: undefined,
    take(packet) {
      switch (part) {
        case "start":
          return start(packet);
        case "definitions":
          return endOfDefinitions(packet);
        case "counted definitions":
          if (packet.first === answer.error) return settle(failed(packet));
          left -= 1;
          if (left === 0) beginRows();
          return undefined;
        case "rows": {
          const outcome = tail.take(packet);
          if (outcome === undefined || outcome === "file") return undefined;
          return settle(hasCursor(outcome) ? { ...outcome, rows: undefined } : outcome);
        }
      }
    },
  };
  return reader;
}

const progressReport = 0xffff;
/** More columns than any table or result can have. */
const mostColumns = 65_535;

/** The rows stay with the database until they are fetched, by requests that are no statements. */
function hasCursor({ status }: Outcome): boolean {
  return status !== undefined && (status & flag.cursorExists) !== 0;
}
