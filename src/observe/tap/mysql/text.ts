import { isUtf8 } from "node:buffer";

/** Bytes as text: UTF-8 where they are, and one character for each byte where they are not. */
export function textOf(bytes: Buffer, cut: boolean): string {
  const whole = cut ? untilLastCharacter(bytes) : bytes;
  return whole.toString(isUtf8(whole) ? "utf8" : "latin1");
}

/** The bytes of a binary value: text where they are UTF-8 that a person could have written, else `\x` and hexadecimal. */
export function textOrHex(bytes: Buffer, cut: boolean): string {
  const whole = cut ? untilLastCharacter(bytes) : bytes;
  const isText = isUtf8(whole) && !whole.some((byte) => byte < 0x20 && !blanks.has(byte));
  return isText ? whole.toString("utf8") : `\\x${bytes.toString("hex")}`;
}

/** Tab, line feed, carriage return. */
const blanks: ReadonlySet<number> = new Set([9, 10, 13]);

/** Without the start of a character whose other bytes were cut off. */
function untilLastCharacter(bytes: Buffer): Buffer {
  let start = bytes.length - 1;
  while (start > bytes.length - 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  const lead = bytes[start] ?? 0;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start + size > bytes.length ? bytes.subarray(0, start) : bytes;
}
