import { Unreadable } from "./unreadable.ts";

/** The next bytes of a packet that a reading asks for. */
export interface Ask {
  /** How many; Infinity = all that are left. */
  readonly size: number;
  /** How many of them it wants to see; the rest is passed over. */
  readonly keep: number;
  /** The packet may end here instead: then there are none. */
  readonly orEnd: boolean;
}

/**
 * Reads a packet while it arrives: asks for bytes in order, and ends when it knows what it came for. What it gets is lent until
 * it asks again.
 */
export type Reading<T> = Generator<Ask, T, Buffer>;

/** Exactly `size` bytes. */
export function want(size: number): Ask {
  return small[size] ?? { size, keep: size, orEnd: false };
}

/** So many bytes, of a longer value the first `keep`. */
export function wantStart(size: number, keep: number): Ask {
  return { size, keep: Math.min(size, keep), orEnd: false };
}

/** All that is left, of more than `most` bytes one more than that. */
export function wantRest(most: number): Ask {
  return { size: Number.POSITIVE_INFINITY, keep: most + 1, orEnd: false };
}

/** The next byte; none when the packet ends here. */
export const wantByteOrEnd: Ask = { size: 1, keep: 1, orEnd: true };

/** An integer that says its own length. Throws an Unreadable for a byte that starts none. */
export function* lengthEncoded(): Reading<number> {
  const first = (yield want(1))[0] ?? 0;
  if (first < 0xfb) return first;
  if (first === 0xfc) return (yield want(2)).readUInt16LE();
  if (first === 0xfd) return (yield want(3)).readUIntLE(0, 3);
  if (first === 0xfe) return Number((yield want(8)).readBigUInt64LE());
  throw new Unreadable("a length that is none");
}

/** There are many of these. */
const small = Array.from({ length: 17 }, (_, size): Ask => ({ size, keep: size, orEnd: false }));
