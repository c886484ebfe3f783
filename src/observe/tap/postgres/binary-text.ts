/** A value in PostgreSQL's binary format as text, for types where that is plain; of any other its bytes as `\x` hexadecimal. */
export function binaryText(bytes: Buffer, type: number): string {
  if (asItIs.has(type)) return bytes.toString("utf8");
  return fixed.get(type)?.(bytes) ?? `\\x${bytes.toString("hex")}`;
}

/** char, name, text, json, xml, unknown, bpchar, varchar: OIDs of pg_type, the same in every database. */
const asItIs = new Set([18, 19, 25, 114, 142, 705, 1042, 1043]);

/** Each undefined for a value that has not the length of its type. */
const fixed = new Map<number, (bytes: Buffer) => string | undefined>([
  [16, (bytes) => (bytes.length === 1 ? String(bytes[0] !== 0) : undefined)],
  [20, (bytes) => (bytes.length === 8 ? String(bytes.readBigInt64BE()) : undefined)],
  [21, (bytes) => (bytes.length === 2 ? String(bytes.readInt16BE()) : undefined)],
  [23, (bytes) => (bytes.length === 4 ? String(bytes.readInt32BE()) : undefined)],
  [26, (bytes) => (bytes.length === 4 ? String(bytes.readUInt32BE()) : undefined)],
  [700, (bytes) => (bytes.length === 4 ? String(bytes.readFloatBE()) : undefined)],
  [701, (bytes) => (bytes.length === 8 ? String(bytes.readDoubleBE()) : undefined)],
  [2950, (bytes) => (bytes.length === 16 ? uuid(bytes.toString("hex")) : undefined)],
  // jsonb is its version and then the text.
  [3802, (bytes) => (bytes[0] === 1 ? bytes.toString("utf8", 1) : undefined)],
]);

function uuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
