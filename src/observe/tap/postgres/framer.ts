import { type Reading, Unreadable, type Want } from "./reading.ts";

/** What becomes of the messages of one direction. Each of the functions may throw `Unreadable`. */
export interface Messages {
  /** A type that is counted and passed over, as quickly as it goes. */
  readonly counted: number | undefined;
  count(messages: number): void;
  /** What is wanted of a message with a body of so many bytes: nothing, its first bytes at once, or a reading of it as it comes. */
  begin(type: number, bytes: number): number | Reading | undefined;
  /** The bytes wanted stand in `chunk` from `at` to `end`, which may not be kept. */
  body(type: number, chunk: Buffer, at: number, end: number): void;
}

/** Takes one direction of a connection in any pieces. */
export interface Framer {
  /** Throws `Unreadable`, after which it must not be called again. */
  push(chunk: Buffer): void;
}

const headerBytes = 5;
/** PostgreSQL's own limit of one message. */
const mostBytes = 0x3fffffff;
const nothing = Buffer.alloc(0);

/** Cuts a stream into messages of the protocol (type, length, body); holds only what is wanted of one that comes in pieces. */
export function framer(messages: Messages): Framer {
  const header = Buffer.alloc(headerBytes);
  let headerHas = 0;
  let type = 0;
  /** Bytes of the message that are still to come. */
  let left = 0;
  let reading: Reading | undefined;
  /** What is waited for: the first bytes of a body, or what a reading wants. */
  let want: Want | undefined;
  let held: Buffer[] = [];
  let heldBytes = 0;

  const ask = (answer: Buffer) => {
    for (let got = answer; ; got = nothing) {
      const { value, done } = (reading as Reading).next(got);
      if (done === true) {
        reading = undefined;
        want = undefined;
        return;
      }
      want = value as Want;
      if (want.how === "text" ? left === 0 : want.bytes > left) throw tooShort();
      if (want.how === "text" || want.bytes > 0) return;
    }
  };

  const give = (bytes: Buffer) => {
    if (reading !== undefined) {
      ask(bytes);
      return;
    }
    want = undefined;
    messages.body(type, bytes, 0, bytes.length);
  };

  /** Starts a message whose body, as far as it is there, begins at `at`; gives where to go on. */
  const start = (length: number, chunk: Buffer, at: number): number => {
    if (length < 4 || length > mostBytes) throw new Unreadable(`a message of ${length} bytes`);
    left = length - 4;
    if (type === messages.counted) {
      messages.count(1);
      return at;
    }
    const wanted = messages.begin(type, left);
    if (wanted === undefined) return at;
    if (typeof wanted !== "number") {
      reading = wanted;
      ask(nothing);
    } else if (at + wanted > chunk.length) {
      want = { how: "take", bytes: wanted };
    } else {
      left -= wanted;
      messages.body(type, chunk, at, at + wanted);
      return at + wanted;
    }
    return at;
  };

  const hold = (piece: Buffer, most: number) => {
    if (heldBytes >= most) return;
    // A copy: the chunk it is part of is larger and belongs to the pipe.
    const copy = Buffer.from(piece.subarray(0, most - heldBytes));
    held.push(copy);
    heldBytes += copy.length;
  };

  const release = (): Buffer => {
    const bytes = Buffer.concat(held, heldBytes);
    held = [];
    heldBytes = 0;
    return bytes;
  };

  /** Passes over all messages that are only counted and whose header is there, beginning at `at`; gives where to go on. */
  const passCounted = (chunk: Buffer, from: number): number => {
    let at = from;
    let seen = 0;
    while (at + headerBytes <= chunk.length && chunk[at] === messages.counted) {
      const length = int32At(chunk, at + 1);
      if (length < 4 || length > mostBytes) break;
      seen += 1;
      at += 1 + length;
    }
    if (seen > 0) messages.count(seen);
    left = Math.max(0, at - chunk.length);
    return Math.min(at, chunk.length);
  };

  /** Uses what is waited for from `at` on; gives where to go on. */
  const feed = (chunk: Buffer, at: number, { how, bytes }: Want): number => {
    const end = Math.min(chunk.length, at + left);
    if (how === "text") {
      const zero = chunk.indexOf(0, at);
      const whole = zero !== -1 && zero < end;
      const until = whole ? zero : end;
      const used = until - at + (whole ? 1 : 0);
      left -= used;
      hold(chunk.subarray(at, until), bytes + 1);
      if (whole) give(release());
      else if (left === 0) throw new Unreadable("a text without an end");
      return at + used;
    }
    const missing = how === "skip" ? bytes : bytes - heldBytes;
    const used = Math.min(missing, end - at);
    left -= used;
    if (how === "take") hold(chunk.subarray(at, at + used), bytes);
    if (used === missing) give(release());
    else if (how === "skip") want = { how, bytes: bytes - used };
    return at + used;
  };

  return {
    push(chunk) {
      const end = chunk.length;
      let at = 0;
      while (at < end) {
        if (want !== undefined) {
          at = feed(chunk, at, want);
        } else if (left > 0) {
          const used = Math.min(left, end - at);
          left -= used;
          at += used;
        } else if (headerHas === 0 && end - at >= headerBytes) {
          if (chunk[at] === messages.counted) {
            const past = passCounted(chunk, at);
            if (past > at) {
              at = past;
              continue;
            }
          }
          type = chunk[at] as number;
          at = start(int32At(chunk, at + 1), chunk, at + headerBytes);
        } else {
          const used = Math.min(headerBytes - headerHas, end - at);
          chunk.copy(header, headerHas, at, at + used);
          headerHas += used;
          at += used;
          if (headerHas < headerBytes) return;
          headerHas = 0;
          type = header[0] as number;
          at = start(int32At(header, 1), chunk, at);
        }
      }
    },
  };
}

/** Without the checks of `readInt32BE`, which every row would pay for. */
function int32At(bytes: Buffer, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  );
}

function tooShort(): Unreadable {
  return new Unreadable("a message that is shorter than its parts");
}
