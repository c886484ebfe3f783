import type { EventSourceMessage } from "eventsource-parser";
import { sseReader } from "../../net/sse-reader.ts";

/** How a stream came to its end. */
export interface StreamEnd {
  readonly lastEventId: string | undefined;
  /** What the server asks to wait before the stream is taken up again. */
  readonly retryMs: number;
  /** Set when it was given up because it broke a limit. */
  readonly why: string | undefined;
}

/**
 * Reads events until the stream ends, or for a moment more once `onEvent` says false: a server should close the stream
 * after its reply, but one that does not must not hold the connection. Rejects when the transfer fails.
 */
export async function readEvents(
  body: AsyncIterable<Uint8Array> & { destroy(): unknown },
  maxBytes: number,
  onEvent: (event: EventSourceMessage) => boolean,
): Promise<StreamEnd> {
  let lastEventId: string | undefined;
  let retryMs = 1_000;
  let done = false;
  let timer: NodeJS.Timeout | undefined;
  const reader = sseReader(
    maxBytes,
    (event) => {
      if (event.id !== undefined) lastEventId = event.id;
      if (!onEvent(event) && !done) {
        done = true;
        timer = setTimeout(() => body.destroy(), AFTER_REPLY_MS);
      }
    },
    (ms) => {
      retryMs = ms;
    },
  );
  try {
    for await (const chunk of body) {
      try {
        reader.push(chunk);
      } catch (error) {
        body.destroy();
        return { lastEventId, retryMs, why: error instanceof Error ? error.message : String(error) };
      }
    }
  } catch (error) {
    if (!done) throw error;
  } finally {
    clearTimeout(timer);
  }
  return { lastEventId, retryMs, why: undefined };
}

const AFTER_REPLY_MS = 200;
