import { Unreadable } from "./reading.ts";

/** Walks over the parts of one message. Throws `Unreadable` for a part that the message is too short for. */
export class Cursor {
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #end = 0;

  /** Starts over with other bytes: one cursor serves all messages of a direction. */
  over(bytes: Buffer, at: number, end: number): this {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
    return this;
  }

  byte(): number {
    return this.#bytes[this.#past(1)] as number;
  }

  int16(): number {
    return this.#bytes.readUInt16BE(this.#past(2));
  }

  /** Where it is, for `int16At`. */
  get place(): number {
    return this.#at;
  }

  /** Of a part that was passed before. */
  int16At(place: number): number {
    if (place + 2 > this.#at) throw tooShort();
    return this.#bytes.readUInt16BE(place);
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#past(4));
  }

  /** A copy. */
  bytes(length: number): Buffer {
    const at = this.#past(length);
    return Buffer.from(this.#bytes.subarray(at, at + length));
  }

  utf8(length: number): string {
    const at = this.#past(length);
    return this.#bytes.toString("utf8", at, at + length);
  }

  skip(length: number): void {
    this.#past(length);
  }

  /** A text up to its zero byte, or up to the end of what is there; at most `most` bytes of it. */
  text(most: number): { readonly text: string; readonly cut: boolean } {
    const zero = this.#bytes.indexOf(0, this.#at);
    const whole = zero !== -1 && zero < this.#end;
    const end = whole ? zero : this.#end;
    const cut = !whole || end - this.#at > most;
    const text = this.#bytes.toString("utf8", this.#at, Math.min(end, this.#at + most));
    this.#at = whole ? end + 1 : end;
    return { text, cut };
  }

  /** The name of a statement or portal, mostly none. */
  name(most: number): string {
    if (this.#at < this.#end && this.#bytes[this.#at] === 0) {
      this.#at += 1;
      return "";
    }
    const { text, cut } = this.text(most);
    if (cut) throw new Unreadable(`a name of more than ${most} bytes`);
    return text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#end;
  }

  #past(length: number): number {
    const at = this.#at;
    this.#at += length;
    if (this.#at > this.#end) throw tooShort();
    return at;
  }
}

function tooShort(): Unreadable {
  return new Unreadable("a message that is shorter than its parts");
}
