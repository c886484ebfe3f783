import { isUtf8 } from "node:buffer";

/** Bytes as text: UTF-8 where they are, and one character for each byte where they are not. */
export function textOf(bytes: Buffer, cut: boolean): string {
  const whole = cut ? untilLastCharacter(bytes) : bytes;
  return textAt(whole, 0, whole.length);
}

/** The same of a part of them, nothing of which is missing. */
export function textAt(bytes: Buffer, at: number, end: number): string {
  const text = bytes.toString("utf8", at, end);
  // Only what was no UTF-8, or had this character itself, has it now.
  if (!text.includes("\ufffd") || isUtf8(bytes.subarray(at, end))) return text;
  return bytes.toString("latin1", at, end);
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
