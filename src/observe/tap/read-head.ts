import type { Duplex } from "node:stream";

/**
 * Reads the first bytes of a paused stream: `sizeOf` says how many belong to the head once it can tell. What came after them is
 * put back and the stream is paused again. Undefined when the stream ends or breaks before, or after `ms` milliseconds; then
 * the stream is of no more use.
 */
export function readHead(
  stream: Duplex,
  ms: number,
  sizeOf: (bytes: Buffer) => number | undefined,
): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    let bytes: Buffer = Buffer.alloc(0);
    const settle = (head: Buffer | undefined) => {
      clearTimeout(late);
      stream.off("data", more).off("end", over).off("error", over).off("close", over);
      stream.pause();
      resolve(head);
    };
    const over = () => settle(undefined);
    const more = (chunk: Buffer) => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      const size = sizeOf(bytes);
      if (size === undefined || bytes.length < size) return;
      const rest = bytes.subarray(size);
      settle(bytes.subarray(0, size));
      if (rest.length > 0) stream.unshift(rest);
    };
    const late = setTimeout(over, ms);
    stream.on("data", more).once("end", over).once("error", over).once("close", over);
    if (stream.destroyed || stream.readableEnded) over();
    else stream.resume();
  });
}
