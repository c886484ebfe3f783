import { bounds } from "./draft.ts";
import type { TakePiece } from "./framer.ts";

/** One packet of the database; it is only lent. */
export interface ReplyPacket {
  /** Undefined for an empty one. */
  readonly first: number | undefined;
  readonly length: number;
  /** Its start, as far as it is kept. */
  head(): Buffer;
}

/** Joins the pieces of packets, of which only the start is kept. */
export function openReplyPackets(give: (packet: ReplyPacket) => void): TakePiece {
  let parts: Buffer[] = [];
  let kept = 0;
  let length = 0;
  let lent: Buffer = Buffer.alloc(0);
  let from = 0;
  let to = 0;
  // One object for all packets: there is one for each row.
  const packet: ReplyPacket = {
    get first() {
      return to > from ? lent[from] : undefined;
    },
    get length() {
      return length;
    },
    head: () => lent.subarray(from, Math.min(to, from + bounds.head)),
  };
  return (chunk, start, end, first, last) => {
    if (first && last) {
      lent = chunk;
      from = start;
      to = end;
      length = end - start;
      give(packet);
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
    if (!last) return;
    lent = Buffer.concat(parts, kept);
    from = 0;
    to = kept;
    give(packet);
  };
}
