/** Something that is waited for only so long. */
export interface Timed {
  /** When it is late, by the clock of the process; written here. */
  dueMs: number;
  timedOut(): void;
}

/** Things that are all waited for equally long: one timer for all of them, since a timer for each call costs more than the wait. */
export interface Deadlines {
  add(timed: Timed): void;
  delete(timed: Timed): void;
}

/** Those that are waited for so many milliseconds. */
export function deadlinesAfter(ms: number): Deadlines {
  const before = known.get(ms);
  if (before !== undefined) return before;
  const made = openDeadlines(ms);
  known.set(ms, made);
  return made;
}

const known = new Map<number, Deadlines>();

function openDeadlines(ms: number): Deadlines {
  // In the order in which they are due.
  const waiting = new Set<Timed>();
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    timer = undefined;
    const now = performance.now();
    for (const timed of waiting) {
      if (timed.dueMs > now) {
        clearTimeout(timer);
        timer = setTimeout(look, timed.dueMs - now);
        return;
      }
      waiting.delete(timed);
      timed.timedOut();
    }
  };
  return {
    add(timed) {
      timed.dueMs = performance.now() + ms;
      waiting.add(timed);
      timer ??= setTimeout(look, ms);
    },
    delete(timed) {
      waiting.delete(timed);
      if (waiting.size > 0) return;
      // A process that has nothing else to do may end.
      clearTimeout(timer);
      timer = undefined;
      known.delete(ms);
    },
  };
}
