import type { RowCount } from "./row-count.ts";

/**
 * Takes one piece of a packet, from `start` to `end` of a chunk that is only lent. The `first` piece of a packet is empty only
 * when the packet is; the `last` one may be.
 */
export type TakePiece = (
  chunk: Buffer,
  start: number,
  end: number,
  first: boolean,
  last: boolean,
  sequence: number,
) => void;

/** A packet of this many bytes goes on in the next one. */
const fullPacket = 0xff_ff_ff;
const headerBytes = 4;

/**
 * Cuts a stream of chunks into the pieces of its packets and keeps none; packets that belong together count as one. While
 * `passing` gives a count, packets that start neither like an end nor like an error are counted there, as quickly as it goes.
 */
export function openFramer(take: TakePiece, passing: () => RowCount | undefined): (chunk: Buffer) => void {
  let headerSeen = 0;
  let length = 0;
  let sequence = 0;
  /** Bytes of the packet that are still to come. */
  let left = 0;
  let first = true;
  let continues = false;
  /** The packet is counted already. */
  let counted = false;

  /** Counts the packets whose start is there, beginning at `from`; gives where to go on, which may be beyond the chunk. */
  const count = (chunk: Buffer, from: number, into: RowCount): number => {
    let at = from;
    let seen = 0;
    while (at + headerBytes < chunk.length) {
      const bytes = lengthAt(chunk, at);
      if (bytes === 0 || bytes === fullPacket || (chunk[at + headerBytes] as number) >= leastEnd) break;
      seen += 1;
      at += headerBytes + bytes;
    }
    into.rows += seen;
    return at;
  };

  return (chunk) => {
    const end = chunk.length;
    let at = 0;
    while (at < end) {
      if (left === 0) {
        if (headerSeen === 0 && end - at > headerBytes) {
          const into = continues ? undefined : passing();
          if (into !== undefined) {
            at = count(chunk, at, into);
            left = Math.max(0, at - end);
            counted = left > 0;
            if (end - at <= headerBytes) continue;
          }
          length = lengthAt(chunk, at);
          if (!continues) sequence = chunk[at + 3] as number;
          at += headerBytes;
        } else {
          const byte = chunk[at] as number;
          at += 1;
          if (headerSeen === 0) length = 0;
          if (headerSeen < 3) length |= byte << (8 * headerSeen);
          else if (!continues) sequence = byte;
          headerSeen = (headerSeen + 1) % headerBytes;
          if (headerSeen > 0) continue;
        }
        left = length;
        if (left > 0 && at === end) return;
      }
      const until = Math.min(end, at + left);
      left -= until - at;
      if (counted) {
        counted = left > 0;
        at = until;
        continue;
      }
      const over = left === 0;
      const last = over && length < fullPacket;
      take(chunk, at, until, first, last, sequence);
      at = until;
      first = last;
      if (over) continues = !last;
    }
  };
}

/** The least first byte of an end or an error. */
const leastEnd = 0xfe;

function lengthAt(chunk: Buffer, at: number): number {
  return (chunk[at] as number) | ((chunk[at + 1] as number) << 8) | ((chunk[at + 2] as number) << 16);
}
