import type { Reply } from "../../model/reply.ts";
import type { LoadSession } from "./load-session.ts";

/** Sessions that users of a load share, user by user in turn. */
export interface SharedSessions {
  /** The session of the user with this number; one that is over is opened anew. */
  open(user: number): Promise<LoadSession | Reply>;
  /** How many are open. */
  readonly size: number;
  /** Ends all of them: to close the session of one user does nothing, since others use it. */
  close(): Promise<void>;
}

/** How many there are at the most, and how many are opened at the same time: each may be the start of a process. */
export interface Sharing {
  readonly most: number;
  readonly atOnce: number;
}

/** None is open yet. `open` opens the session with this number; over stdio one is a pipe for all, more are a process each. */
export function shareSessions(
  open: (number: number) => Promise<LoadSession | Reply>,
  { most, atOnce }: Sharing,
): SharedSessions {
  const opened: (Promise<LoadSession | Reply> | undefined)[] = [];
  const ready = new Map<number, LoadSession>();
  const waiting: (() => void)[] = [];
  let opening = 0;

  const inTurn = async (number: number): Promise<LoadSession | Reply> => {
    while (opening >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    opening += 1;
    try {
      const session = await open(number);
      if ("ask" in session) ready.set(number, session);
      // The next who asks tries again.
      else opened[number] = undefined;
      return session;
    } finally {
      opening -= 1;
      waiting.shift()?.();
    }
  };

  return {
    async open(user) {
      const number = user % most;
      if (ready.get(number)?.over?.() === true) {
        ready.delete(number);
        opened[number] = undefined;
      }
      opened[number] ??= inTurn(number);
      const session = await opened[number];
      return "ask" in session ? { ...session, close: async () => undefined } : session;
    },
    get size() {
      return ready.size;
    },
    async close() {
      await Promise.allSettled(opened);
      await Promise.all([...ready.values()].map((session) => session.close("ended")));
      ready.clear();
      opened.length = 0;
    },
  };
}
