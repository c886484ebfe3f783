import { bounds } from "./draft.ts";
import type { TakePiece } from "./framer.ts";

/** One packet of the database; it is only lent. */
export interface ReplyPacket {
  /** Undefined for an empty one. */
  readonly first: number | undefined;
  readonly length: number;
  /** Its start, as far as it is kept, stands in `bytes` from `at` to `end`. */
  readonly bytes: Buffer;
  readonly at: number;
  readonly end: number;
  /** The same as bytes of their own. */
  head(): Buffer;
}

/** Joins the pieces of packets, of which only the start is kept. */
export function openReplyPackets(give: (packet: ReplyPacket) => void): TakePiece {
  let parts: Buffer[] = [];
  let kept = 0;
  let length = 0;
  // One object for all packets: there is one for each row.
  const packet = {
    first: undefined as number | undefined,
    length: 0,
    bytes: Buffer.alloc(0) as Buffer,
    at: 0,
    end: 0,
    head(): Buffer {
      return this.bytes.subarray(this.at, this.end);
    },
  };
  const lend = (bytes: Buffer, start: number, end: number, whole: number) => {
    packet.first = end > start ? bytes[start] : undefined;
    packet.length = whole;
    packet.bytes = bytes;
    packet.at = start;
    packet.end = Math.min(end, start + bounds.head);
    give(packet);
  };
  return (chunk, start, end, first, last) => {
    if (first && last) {
      lend(chunk, start, end, end - start);
      return;
    }
    if (first) {
      parts = [];
      kept = 0;
      length = 0;
    }
    length += end - start;
    const until = Math.min(end, start + bounds.head - kept);
    if (until > start) {
      parts.push(Buffer.from(chunk.subarray(start, until)));
      kept += until - start;
    }
    if (last) lend(Buffer.concat(parts, kept), 0, kept, length);
  };
}
