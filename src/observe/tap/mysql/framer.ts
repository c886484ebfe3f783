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

/** Cuts a stream of chunks into the pieces of its packets and keeps none; packets that belong together count as one. */
export function openFramer(take: TakePiece): (chunk: Buffer) => void {
  let headerSeen = 0;
  let length = 0;
  let sequence = 0;
  /** Bytes of the packet that are still to come. */
  let left = 0;
  let first = true;
  let continues = false;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (headerSeen < headerBytes) {
        const byte = chunk[at] ?? 0;
        at += 1;
        if (headerSeen < 3) length += byte << (8 * headerSeen);
        else if (!continues) sequence = byte;
        headerSeen += 1;
        if (headerSeen < headerBytes) continue;
        left = length;
        if (left > 0) continue;
      }
      const end = Math.min(chunk.length, at + left);
      left -= end - at;
      const over = left === 0;
      const last = over && length < fullPacket;
      take(chunk, at, end, first, last, sequence);
      at = end;
      first = last;
      if (!over) continue;
      continues = !last;
      headerSeen = 0;
      length = 0;
    }
  };
}
