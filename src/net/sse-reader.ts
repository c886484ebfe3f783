import { createParser, type EventSourceMessage } from "eventsource-parser";
import { limits } from "./limits.ts";

/** Takes the bytes of an event stream in any pieces. */
export interface SseReader {
  /** Throws one plain Error when an event or the whole stream is larger than allowed. */
  push(chunk: Uint8Array): void;
}

/** Reads one event stream and hands over each complete event; comments and unknown fields are skipped. */
export function sseReader(
  maxStreamBytes: number,
  onEvent: (event: EventSourceMessage) => void,
  onRetry?: (ms: number) => void,
): SseReader {
  const decoder = new TextDecoder();
  let total = 0;
  let tooLarge = false;
  const parser = createParser({
    onEvent,
    onRetry,
    onError: (error) => {
      if (error.type === "max-buffer-size-exceeded") tooLarge = true;
    },
    maxBufferSize: limits.bodyBytes,
  });
  return {
    push(chunk) {
      total += chunk.byteLength;
      if (total > maxStreamBytes) throw new Error(`the event stream is larger than ${maxStreamBytes} bytes`);
      if (!tooLarge) parser.feed(decoder.decode(chunk, { stream: true }));
      if (tooLarge) throw new Error(`one event is larger than ${limits.bodyBytes} bytes`);
    },
  };
}
