import type { Crowd } from "./crowd.ts";
import { rest } from "./rest.ts";

/** Turns that begin when they are due, whether or not earlier ones have ended. */
export interface OpenLoad {
  readonly crowd: Crowd;
  /** How many users take turns in turn. */
  readonly users: number;
  /** Arrivals a second at a moment of this load, in milliseconds from its beginning; undefined = it is over. */
  readonly rate: (ms: number) => number | undefined;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Turns under way at the same time, at the most: beyond it they wait, and their lateness counts. */
  readonly mostAtOnce: number;
  /** Milliseconds that a turn was begun late by our own doing. */
  readonly late: (ms: number) => void;
}

/** The grain of the clock: all that is due is begun, each with the time that it was meant for. */
const tickMs = 1;

/** Begins turns by a schedule and waits for the last of them; those that there was never room for are missed. */
export async function runOpen({ crowd, users, rate, now, signal, mostAtOnce, late }: OpenLoad): Promise<void> {
  const began = now();
  // Those that are due and wait, from `first` on.
  let due: number[] = [];
  let first = 0;
  let under = 0;
  let number = 0;
  let over: (() => void) | undefined;

  const begin = (): void => {
    for (; first < due.length && under < mostAtOnce; first++) {
      under += 1;
      void crowd
        .user(number++ % users)
        .turn(due[first] as number)
        .finally(ended);
    }
    if (first < due.length) return;
    due = [];
    first = 0;
  };
  const ended = (): void => {
    under -= 1;
    begin();
    if (under === 0) over?.();
  };

  for (let next = began; !signal.aborted; ) {
    const at = now();
    const current = rate(at - began);
    if (current === undefined) break;
    for (; current > 0 && next <= at; next += 1_000 / current) {
      late(at - next);
      due.push(next);
    }
    if (current <= 0) next = at;
    begin();
    await rest(tickMs, signal);
  }
  const missed = due.slice(first);
  due = [];
  first = 0;
  if (!signal.aborted) for (const meantAt of missed) crowd.user(number++ % users).miss(meantAt);
  if (under > 0) await new Promise<void>((resolve) => (over = resolve));
}
