/** A deadline that counts only the time that the server has to answer for. */
export interface Deadline {
  /** Aborted when the time is used up. */
  readonly signal: AbortSignal;
  /** Milliseconds it was opened with. */
  readonly ms: number;
  /** Does something while the clock stands still, such as waiting for our own rate; may overlap with itself. */
  paused<T>(wait: () => Promise<T>): Promise<T>;
  end(): void;
}

/** Opens a deadline of `ms` milliseconds; `now` gives milliseconds. */
export function openDeadline(ms: number, now: () => number): Deadline {
  const over = new AbortController();
  let leftMs = ms;
  let waiting = 0;
  let since = now();
  let timer: NodeJS.Timeout | undefined;
  const run = (): void => {
    since = now();
    timer = setTimeout(() => over.abort(), Math.max(0, leftMs));
    timer.unref();
  };
  run();
  return {
    signal: over.signal,
    ms,
    async paused(wait) {
      if (waiting++ === 0) {
        clearTimeout(timer);
        leftMs -= now() - since;
      }
      try {
        return await wait();
      } finally {
        if (--waiting === 0) run();
      }
    },
    end: () => clearTimeout(timer),
  };
}
