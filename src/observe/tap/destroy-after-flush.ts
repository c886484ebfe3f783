import type { Duplex } from "node:stream";

/** Milliseconds that a stream has to take what was written to it. */
export const flushMs = 2_000;

/** Ends a stream and destroys it as soon as it has taken what was written to it. Resolves when it is closed. */
export function destroyAfterFlush(stream: Duplex): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) {
      resolve();
      return;
    }
    const destroy = () => void stream.destroy();
    const late = setTimeout(destroy, flushMs);
    stream.once("close", () => {
      clearTimeout(late);
      resolve();
    });
    if (stream.writableFinished) destroy();
    else if (!stream.destroyed) {
      stream.once("finish", destroy);
      stream.end();
    }
  });
}
