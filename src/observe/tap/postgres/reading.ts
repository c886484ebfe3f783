/** What a reading of one message wants next. */
export interface Want {
  /** `take` so many bytes; `skip` so many; `text`: the bytes before the next zero byte, of a longer one the first `bytes` + 1. */
  readonly how: "take" | "skip" | "text";
  readonly bytes: number;
}

/** Reads one message as its bytes come: yields what it wants and gets it; what is left when it returns is skipped. */
export type Reading = Generator<Want, void, Buffer>;

/** Bytes that are not the protocol, or replies that do not fit the requests. */
export class Unreadable extends Error {}

/** Bytes that stay valid as long as the reading does not yield again. */
export function take(bytes: number): Want {
  if (bytes < 0) throw new Unreadable("a negative length");
  return { how: "take", bytes };
}

/** Passes over bytes that nobody wants; they are never held. */
export function skip(bytes: number): Want {
  return { how: "skip", bytes };
}

/** A text that ends with a zero byte, which is passed over. */
export function text(bytes: number): Want {
  return { how: "text", bytes };
}
