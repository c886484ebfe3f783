import type { Duplex } from "node:stream";

/** Bytes that a packet of the login may have; a longer one is no packet. */
const mostBytes = 64 * 1024;
const headerBytes = 4;

/**
 * Reads the next packet of a paused stream, with its header, while it watches the `other` end; both are paused again and what
 * came beyond the packet is put back. Undefined when one of them ends or breaks before, when what comes is no packet of a
 * login, or after `ms` milliseconds.
 */
export function readPacket(from: Duplex, other: Duplex, ms: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    let bytes: Buffer = Buffer.alloc(0);
    let early: Buffer | undefined;
    const settle = (packet: Buffer | undefined) => {
      clearTimeout(late);
      from.off("data", more);
      other.off("data", keep);
      for (const end of [from, other]) {
        for (const event of endings) end.off(event, over);
        end.pause();
      }
      putBack(from, bytes.subarray(packet?.length ?? 0));
      if (early !== undefined) putBack(other, early);
      resolve(packet);
    };
    const over = () => settle(undefined);
    const more = (chunk: Buffer) => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      if (bytes.length < headerBytes) return;
      const size = headerBytes + bytes.readUIntLE(0, 3);
      if (size > mostBytes) over();
      else if (bytes.length >= size) settle(bytes.subarray(0, size));
    };
    const keep = (chunk: Buffer) => {
      other.pause();
      early = chunk;
    };
    const late = setTimeout(over, ms);
    from.on("data", more);
    other.on("data", keep);
    for (const end of [from, other]) {
      for (const event of endings) end.once(event, over);
    }
    if ([from, other].some((end) => end.destroyed || end.readableEnded)) over();
    else {
      from.resume();
      other.resume();
    }
  });
}

const endings = ["end", "close", "error"] as const;

function putBack(stream: Duplex, bytes: Buffer): void {
  if (bytes.length > 0 && !stream.readableEnded && !stream.destroyed) stream.unshift(bytes);
}
