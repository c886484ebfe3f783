import type { Reply } from "../model/reply.ts";
import { type Throttled, throttled } from "./throttled.ts";

/** How long requests are held back for a server that says it gets too many. */
export interface Patience {
  /** Whether the server put a request off, as far as it is believed. */
  putOff(reply: Reply): Throttled | undefined;
  /** Milliseconds to wait before the same request is sent again, undefined = it is not sent again. `attempt` counts from 0. */
  waitMs(put: Throttled, attempt: number): number | undefined;
  /** All waiting was in vain for this request: the next ones are not waited for as long. */
  inVain(put: Throttled): void;
}

/** Milliseconds of the first wait, and how many there are, each twice as long: 63 seconds, since limits are often per minute. */
const firstMs = 1_000;
const mostWaits = 6;

/** Waits to the full, until that was in vain once. What only an error's text says is then taken for an ordinary error. */
export function openPatience(): Patience {
  const left = { status: mostWaits, text: mostWaits };
  return {
    putOff(reply) {
      const put = throttled(reply);
      return put !== undefined && left[put.by] > 0 ? put : undefined;
    },
    waitMs: ({ by, askedMs, tooLong }, attempt) =>
      tooLong || attempt >= left[by] ? undefined : (askedMs ?? firstMs * 2 ** attempt),
    inVain: ({ by }) => {
      left[by] = by === "status" ? 1 : 0;
    },
  };
}
