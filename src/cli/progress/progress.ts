import type { EventSink } from "../../model/event.ts";

/** Shows how a run goes on, on standard error. */
export interface Progress {
  readonly emit: EventSink;
  /** A sentence of our own, shown at once. */
  say(sentence: string): void;
  /** Stops drawing; nothing may be written to the terminal by others before. */
  close(): Promise<void>;
}

/** Shows nothing. */
export const silence: Progress = { emit: () => undefined, say: () => undefined, close: async () => undefined };
