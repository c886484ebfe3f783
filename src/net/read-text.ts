/** Text of a body, cut at a limit. */
export interface BodyText {
  readonly text: string;
  /** True when the body went on after the limit; the rest is thrown away. */
  readonly cut: boolean;
}

/** Reads a body up to `maxBytes` and stops the transfer there. Throws only when the transfer itself fails. */
export async function readText(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<BodyText> {
  if (body === null) return { text: "", cut: false };
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const part of body) {
    parts.push(part);
    total += part.byteLength;
    if (total > maxBytes) break;
  }
  return { text: Buffer.concat(parts).subarray(0, maxBytes).toString("utf8"), cut: total > maxBytes };
}
