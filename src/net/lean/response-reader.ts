import { limits } from "../limits.ts";
import type { ResponseHead } from "./response-head.ts";

/** Is told what a response has in it. A piece of its body is good only until the call returns. */
export interface ResponseSink {
  head(head: ResponseHead): void;
  body(piece: Buffer, last: boolean): void;
  /** It is there, whole; `surplus` = bytes followed that nobody asked for. */
  ended(surplus: boolean): void;
}

/** Reads the responses of one connection, one after the other. */
export class ResponseReader {
  readonly #sink: ResponseSink;
  readonly #read: (text: string) => ResponseHead;
  #state: State = idle;
  /** Bytes of the body, or of its chunk, that are still to come. */
  #left = 0;
  #digits = 0;
  /** Bytes of this answer's heads, or of this chunk's line, so far. */
  #overhead = 0;
  #held: Buffer | undefined;

  constructor(sink: ResponseSink, read: (text: string) => ResponseHead) {
    this.#sink = sink;
    this.#read = read;
  }

  /** A request goes out: what comes next is its response. */
  expect(): void {
    this.#state = head;
    this.#overhead = 0;
    this.#held = undefined;
  }

  /** Nothing more is told of this response. */
  stop(): void {
    this.#state = idle;
    this.#held = undefined;
  }

  /** The first bytes of a buffer. Throws for what is no HTTP/1.1 and for what is larger than allowed. */
  push(buffer: Buffer, length: number): void {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined) this.#take(buffer, length);
    else this.#take(Buffer.concat([held, buffer.subarray(0, length)]), held.length + length);
  }

  /** There are no more bytes. False where more were due. */
  close(): boolean {
    if (this.#state !== toTheEnd) return false;
    this.#end(false);
    return true;
  }

  #take(bytes: Buffer, length: number): void {
    for (let at = 0; at < length && this.#state !== idle; ) {
      if (this.#state === head) at = this.#takeHead(bytes, at, length);
      else if (this.#state === counted || this.#state === chunk) at = this.#takeCounted(bytes, at, length);
      else if (this.#state === toTheEnd) {
        this.#sink.body(bytes.subarray(at, length), false);
        at = length;
      } else {
        this.#takeFraming(bytes[at] as number);
        at += 1;
        if (this.#state === over) this.#end(at < length);
      }
    }
  }

  #takeHead(bytes: Buffer, at: number, length: number): number {
    const end = bytes.indexOf("\r\n\r\n", at);
    // The buffer goes on after what was read into it.
    const whole = end !== -1 && end + 4 <= length;
    this.#count((whole ? end : length) - at);
    if (!whole) {
      this.#overhead -= length - at;
      this.#held = Buffer.from(bytes.subarray(at, length));
      return length;
    }
    const body = end + 4;
    const read = this.#read(bytes.toString("latin1", at, end));
    if (read.status === 101) throw new Error("an answer that changes the protocol");
    if (read.status < 200) return body;
    const { framing } = read;
    this.#state = framing === "chunked" ? size : framing === "until-close" ? toTheEnd : counted;
    this.#left = typeof framing === "string" ? 0 : framing.bytes;
    this.#digits = 0;
    this.#overhead = 0;
    this.#sink.head(read);
    if (this.#state === counted && this.#left === 0) this.#end(body < length);
    return body;
  }

  #takeCounted(bytes: Buffer, at: number, length: number): number {
    const end = Math.min(length, at + this.#left);
    this.#left -= end - at;
    const last = this.#left === 0 && this.#state === counted;
    this.#sink.body(bytes.subarray(at, end), last);
    if (last && this.#state === counted) this.#end(end < length);
    else if (this.#left === 0 && this.#state === chunk) this.#state = afterChunk;
    return end;
  }

  /** One byte of what stands around the chunks. */
  #takeFraming(byte: number): void {
    switch (this.#state) {
      case size: {
        const digit = hexDigit(byte);
        if (digit >= 0) {
          this.#left = this.#left * 16 + digit;
          if (++this.#digits > mostDigits) throw new Error("a chunk larger than any");
        } else if (this.#digits === 0) throw notChunked();
        else if (byte === cr) this.#state = sizeEnd;
        else if (byte === semicolon || byte === space || byte === tab) this.#state = extension;
        else throw notChunked();
        return;
      }
      case extension:
        this.#count(1);
        if (byte === lf) throw notChunked();
        if (byte === cr) this.#state = sizeEnd;
        return;
      case sizeEnd:
        if (byte !== lf) throw notChunked();
        this.#state = this.#left === 0 ? trailerStart : chunk;
        this.#overhead = 0;
        return;
      case afterChunk:
        if (byte !== cr) throw notChunked();
        this.#state = chunkEnd;
        return;
      case chunkEnd:
        if (byte !== lf) throw notChunked();
        this.#state = size;
        this.#digits = 0;
        return;
      case trailerStart:
        this.#state = byte === cr ? lastEnd : trailer;
        this.#count(1);
        return;
      case trailer:
        this.#count(1);
        if (byte === lf) this.#state = trailerStart;
        return;
      default:
        if (byte !== lf) throw notChunked();
        this.#state = over;
    }
  }

  #end(surplus: boolean): void {
    this.#state = idle;
    this.#sink.ended(surplus);
  }

  #count(bytes: number): void {
    this.#overhead += bytes;
    if (this.#overhead > limits.headerBytes) throw new Error(`an answer with headers over ${limits.headerBytes} bytes`);
  }
}

type State = number;
const [idle, head, counted, toTheEnd, size, extension, sizeEnd, chunk, afterChunk, chunkEnd] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
];
const [trailerStart, trailer, lastEnd, over] = [10, 11, 12, 13];
const [tab, lf, cr, space, semicolon] = [0x09, 0x0a, 0x0d, 0x20, 0x3b];
/** Hexadecimal digits of the size of a chunk. */
const mostDigits = 10;

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function notChunked(): Error {
  return new Error("an answer whose chunks are none");
}
