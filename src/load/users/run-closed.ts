import type { Crowd } from "./crowd.ts";
import { rest } from "./rest.ts";

/** Users each of whom does one thing after the other. */
export interface ClosedLoad {
  readonly crowd: Crowd;
  /** How many there are at a moment of this load, in milliseconds from its beginning; undefined = it is over. */
  readonly count: (ms: number) => number | undefined;
  readonly thinkMs: number;
  /** Milliseconds since the whole load began. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Told whenever it changes. */
  readonly users: (count: number) => void;
}

/** How often the number of users is looked at. */
const tickMs = 50;

/** Runs users in number as the plan has it, until it is over and all have ended what they were doing. */
export async function runClosed({ crowd, count, thinkMs, now, signal, users }: ClosedLoad): Promise<void> {
  const began = now();
  const over = new AbortController();
  const working = new Map<number, Promise<void>>();
  let wanted = 0;

  const work = async (number: number): Promise<void> => {
    const user = crowd.user(number);
    while (number < wanted && !signal.aborted) {
      await user.turn(now());
      // Nobody thinks on when the load is over.
      if (thinkMs > 0) await rest(thinkMs, over.signal);
    }
    working.delete(number);
  };

  while (!signal.aborted) {
    const next = count(now() - began);
    if (next === undefined) break;
    const rounded = Math.round(next);
    if (rounded !== wanted) {
      wanted = rounded;
      users(wanted);
      // Who is still at something of an earlier stage goes on by itself.
      for (let number = 0; number < wanted; number++) {
        if (!working.has(number)) working.set(number, work(number));
      }
    }
    await rest(tickMs, signal);
  }
  wanted = 0;
  users(0);
  over.abort();
  await Promise.all(working.values());
}
