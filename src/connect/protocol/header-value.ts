/**
 * A value as an HTTP header of the modern era: as it is when it is plain visible ASCII, else as base64 between the
 * sentinels of 2026-07-28 (streamable HTTP, Value Encoding).
 */
export function headerValue(value: string): string {
  const plain = /^[\t\x20-\x7e]+$/.test(value) && value === value.trim() && !/^=\?base64\?.*\?=$/.test(value);
  return plain ? value : `=?base64?${Buffer.from(value, "utf8").toString("base64")}?=`;
}
