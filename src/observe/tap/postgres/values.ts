import { binaryText } from "./binary-text.ts";
import { Cursor } from "./cursor.ts";
import { skip, take, type Want } from "./reading.ts";

/** Values as they were sent: text is decoded at once, a binary one when its type is known. */
export interface SentValues {
  readonly values: readonly (string | Buffer | null)[];
  /** True when a value was longer than is kept, or there were more of them. */
  readonly cut: boolean;
}

/** Bytes of one value that are kept. */
const mostValue = 16 * 1024;
/** Values of one message that are kept. */
const mostValues = 1_000;
/** Bytes of all values of one message that are kept. */
const mostBytes = 1024 * 1024;

/** Reads format codes and values, as Bind and FunctionCall have them. */
export function readValues(cursor: Cursor): SentValues {
  const formats = cursor.int16();
  const codes = cursor.place;
  cursor.skip(formats * 2);
  const count = cursor.int16();
  const values: (string | Buffer | null)[] = [];
  let cut = count > mostValues;
  for (let index = 0; index < count && index < mostValues; index += 1) {
    const length = cursor.int32();
    if (length < 0) {
      values.push(null);
      continue;
    }
    const kept = Math.min(length, mostValue);
    // One code stands for all values, none for text.
    const isBinary = formats > 0 && cursor.int16At(codes + (formats === 1 ? 0 : index * 2)) === 1;
    values.push(isBinary ? cursor.bytes(kept) : cursor.utf8(kept));
    if (kept === length) continue;
    cut = true;
    cursor.skip(length - kept);
  }
  return { values, cut };
}

/** The same of a message that is too long to be held: the ends of long values pass by. */
export function* readLongValues(): Generator<Want, SentValues, Buffer> {
  const formats = Buffer.from(yield take(2));
  const codes = Buffer.from(yield take(formats.readUInt16BE() * 2));
  const count = (yield take(2)).readUInt16BE();
  const parts: Buffer[] = [];
  let cut = count > mostValues;
  let room = mostBytes;
  let index = 0;
  for (; index < count && index < mostValues; index += 1) {
    const length = Buffer.from(yield take(4));
    parts.push(length);
    const bytes = length.readInt32BE();
    if (bytes < 0) continue;
    const kept = Math.min(bytes, mostValue, room);
    parts.push(Buffer.from(yield take(kept)));
    room -= kept;
    if (kept === bytes) continue;
    length.writeInt32BE(kept);
    cut = true;
    yield skip(bytes - kept);
  }
  const kept = Buffer.alloc(2);
  kept.writeUInt16BE(index);
  const short = Buffer.concat([formats, codes, kept, ...parts]);
  return { values: readValues(new Cursor().over(short, 0, short.length)).values, cut };
}

/** All values as text. A binary one needs the OID of its type; without it its bytes are given in hexadecimal. */
export function valuesAsText({ values }: SentValues, types: readonly number[]): readonly (string | null)[] {
  if (values.every(isText)) return values;
  return values.map((value, index) => (isText(value) ? value : binaryText(value, types[index] ?? 0)));
}

function isText(value: string | Buffer | null): value is string | null {
  return value === null || typeof value === "string";
}
