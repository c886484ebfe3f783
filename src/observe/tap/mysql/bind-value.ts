import type { Cursor } from "./cursor.ts";
import { lengthEncoded, type Reading, want, wantStart } from "./reading.ts";
import { textAt, textOf, textOrHex } from "./text.ts";
import { Unreadable } from "./unreadable.ts";

/** The type of one bind value: its code, and whether an integer of it has no sign. */
export interface BindType {
  readonly code: number;
  readonly unsigned: boolean;
}

/** The type that two bytes of a request stand for; always the same object for the same bytes, since each execution has them. */
export function bindTypeOf(bytes: number): BindType {
  const code = bytes & 0xff;
  return ((bytes & unsignedFlag) === 0 ? signedTypes : unsignedTypes)[code] as BindType;
}

const unsignedFlag = 0x80_00;
const signedTypes = Array.from({ length: 256 }, (_, code): BindType => ({ code, unsigned: false }));
const unsignedTypes = Array.from({ length: 256 }, (_, code): BindType => ({ code, unsigned: true }));

/** One value, as text. */
export interface BindValue {
  readonly text: string | null;
  readonly cut: boolean;
}

const binaryTypes: ReadonlySet<number> = new Set([0x10, 0xf9, 0xfa, 0xfb, 0xfc, 0xff]);

/** Reads one value of the binary protocol, of a long one `keep` bytes. Throws an Unreadable for a date or time of an impossible length. */
export function* readBindValue({ code, unsigned }: BindType, keep: number): Reading<BindValue> {
  const size = fixedSizes[code];
  if (size !== undefined) return whole(numberAt(yield want(size), 0, code, unsigned));
  if (code === null_) return nothing;
  if (dates.has(code)) return whole(dateOf(yield want((yield want(1))[0] ?? 0), code === 0x0a));
  if (code === time) return whole(timeOf(yield want((yield want(1))[0] ?? 0)));
  const length = yield* lengthEncoded();
  const bytes = yield wantStart(length, keep);
  const cut = length > bytes.length;
  return { text: binaryTypes.has(code) ? textOrHex(bytes, cut) : textOf(bytes, cut), cut };
}

/** The text of a value that is there in whole; undefined for a date or a time, which need more than a look. */
export function bindValueAt(walk: Cursor, { code, unsigned }: BindType): string | null | undefined {
  const size = fixedSizes[code];
  if (size !== undefined) {
    const at = walk.past(size);
    return walk.broken ? undefined : numberAt(walk.bytes, at, code, unsigned);
  }
  if (code === null_) return null;
  if (code === time || dates.has(code)) return undefined;
  const length = walk.lengthEncoded();
  const at = walk.past(length);
  if (walk.broken) return undefined;
  if (binaryTypes.has(code)) return textOrHex(walk.bytes.subarray(at, at + length), false);
  return textAt(walk.bytes, at, at + length);
}

/** A value that is NULL. */
export const nothing: BindValue = { text: null, cut: false };

const null_ = 0x06;
const time = 0x0b;
const float = 0x04;
const double = 0x05;
const dates: ReadonlySet<number> = new Set([0x07, 0x0a, 0x0c]);
/** Bytes of each number: TINY, SHORT, LONG, FLOAT, DOUBLE, LONGLONG, INT24, YEAR. */
const fixedSizes: Readonly<Record<number, number>> = {
  1: 1,
  2: 2,
  3: 4,
  [float]: 4,
  [double]: 8,
  8: 8,
  9: 4,
  13: 2,
};

function numberAt(bytes: Buffer, at: number, code: number, unsigned: boolean): string {
  if (code === float) return shortest(bytes.readFloatLE(at));
  if (code === double) return String(bytes.readDoubleLE(at));
  const size = fixedSizes[code] ?? 1;
  if (size === 8) return String(unsigned ? bytes.readBigUInt64LE(at) : bytes.readBigInt64LE(at));
  return String(unsigned ? bytes.readUIntLE(at, size) : bytes.readIntLE(at, size));
}

function whole(text: string): BindValue {
  return { text, cut: false };
}

/** The shortest decimal that is the same single-precision number. */
function shortest(value: number): string {
  for (let digits = 6; digits < 9; digits += 1) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return String(candidate);
  }
  return String(value);
}

function dateOf(bytes: Buffer, dateOnly: boolean): string {
  if (![0, 4, 7, 11].includes(bytes.length)) throw new Unreadable("a date of an impossible length");
  const at = (place: number) => bytes[place] ?? 0;
  const year = bytes.length === 0 ? 0 : bytes.readUInt16LE();
  const date = `${padded(year, 4)}-${padded(at(2), 2)}-${padded(at(3), 2)}`;
  if (dateOnly && bytes.length <= 4) return date;
  return `${date} ${clock(at(4), at(5), at(6), bytes.length === 11 ? bytes.readUInt32LE(7) : 0)}`;
}

function timeOf(bytes: Buffer): string {
  if (![0, 8, 12].includes(bytes.length)) throw new Unreadable("a time of an impossible length");
  if (bytes.length === 0) return "00:00:00";
  const at = (place: number) => bytes[place] ?? 0;
  const hours = bytes.readUInt32LE(1) * 24 + at(5);
  return `${at(0) === 1 ? "-" : ""}${clock(hours, at(6), at(7), bytes.length === 12 ? bytes.readUInt32LE(8) : 0)}`;
}

function clock(hours: number, minutes: number, seconds: number, microseconds: number): string {
  const time = `${padded(hours, 2)}:${padded(minutes, 2)}:${padded(seconds, 2)}`;
  return microseconds === 0 ? time : `${time}.${padded(microseconds, 6)}`;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}
