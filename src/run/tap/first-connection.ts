import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** Seconds that a running server gets to connect before the scan goes on; one that connects with its first query never would. */
const waitSeconds = 15;

/** Whether anything came through the tap yet. */
export interface FirstConnection {
  readonly has: boolean;
  came(): void;
  /** Resolves when it came, after a while, or when `signal` aborts. */
  wait(signal: AbortSignal): Promise<void>;
}

/** Nothing came yet. */
export function firstConnection(): FirstConnection {
  const arrived = new EventTarget();
  let has = false;
  return {
    get has() {
      return has;
    },
    came() {
      has = true;
      arrived.dispatchEvent(new Event("came"));
    },
    async wait(signal) {
      if (has || signal.aborted) return;
      const over = new AbortController();
      const enough = AbortSignal.any([signal, over.signal]);
      const late = sleep(waitSeconds * 1_000, undefined, { signal: enough });
      await Promise.race([late, once(arrived, "came", { signal: enough })]).catch(() => undefined);
      over.abort();
      await late.catch(() => undefined);
    },
  };
}
