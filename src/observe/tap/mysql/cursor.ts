/**
 * Walks over the parts of one packet. A part that the packet has no room for, or a length that is none, is 0 and makes the cursor
 * `broken` for good.
 */
export class Cursor {
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #end = 0;
  #broken = false;

  /** Starts over with other bytes: one cursor serves many packets. */
  over(bytes: Buffer, at: number, end: number): this {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
    this.#broken = false;
    return this;
  }

  get broken(): boolean {
    return this.#broken;
  }

  /** What it walks over. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Passes over so many bytes; gives where they start. */
  past(size: number): number {
    const at = this.#at;
    if (at + size > this.#end) {
      this.#broken = true;
      return 0;
    }
    this.#at += size;
    return at;
  }

  byte(): number {
    const at = this.past(1);
    return this.#broken ? 0 : (this.#bytes[at] as number);
  }

  int16(): number {
    const at = this.past(2);
    return this.#broken ? 0 : (this.#bytes[at] as number) | ((this.#bytes[at + 1] as number) << 8);
  }

  int32(): number {
    const at = this.past(4);
    return this.#broken ? 0 : this.#bytes.readUInt32LE(at);
  }

  /** An integer that says its own length. */
  lengthEncoded(): number {
    const first = this.byte();
    if (first < 0xfb) return first;
    if (first === 0xfc) return this.int16();
    if (first === 0xfd) return this.int16() | (this.byte() << 16);
    if (first === 0xfe) return this.int32() + this.int32() * 2 ** 32;
    this.#broken = true;
    return 0;
  }
}
