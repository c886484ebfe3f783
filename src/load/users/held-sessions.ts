import { describeError } from "../../connect/protocol/describe-error.ts";
import type { Reply } from "../../model/reply.ts";
import type { LoadSession } from "../wire/load-session.ts";

/** One session of a user. */
export interface Held {
  readonly session: LoadSession;
  /** Calls that were begun over it, and turns that are under way. */
  calls: number;
  under: number;
  /** True once a call over it was answered: what it was let in with was right. */
  good: boolean;
}

/** How a user is done with a session: `lost` is one that the server no longer knows. */
export type Parting = "ended" | "abandoned" | "lost";

/** The sessions of one user, one after the other. Turns that overlap go over the same one. */
export interface HeldSessions {
  /** The session of a next turn, at once where there is one; opened where there is none, or what it was refused with. */
  take(): Held | Promise<Held | Reply>;
  /** A turn over it has ended; there is something to wait for where it is closed then. */
  give(held: Held): Promise<void> | undefined;
  /** No further turn goes over it; it is closed when the last one that does has ended. */
  part(held: Held, how: Parting): void;
  /** Ends the one that is left. */
  leave(): Promise<void>;
}

/** Sessions so far. */
export interface SessionTally {
  opened: number;
  refused: number;
  ended: number;
  abandoned: number;
}

/** The user has no session yet. */
export function openHeldSessions(open: () => Promise<LoadSession | Reply>, tally: SessionTally): HeldSessions {
  const partings = new WeakMap<Held, Parting>();
  let current: Held | undefined;
  let opening: Promise<Held | Reply> | undefined;

  const openOne = async (): Promise<Held | Reply> => {
    const opened = await open().catch((cause): Reply => ({ kind: "closed", why: describeError(cause) }));
    opening = undefined;
    if (!("ask" in opened)) {
      tally.refused += 1;
      return opened;
    }
    tally.opened += 1;
    current = { session: opened, calls: 0, under: 0, good: false };
    return current;
  };
  const close = async (held: Held): Promise<void> => {
    const how = partings.get(held);
    if (how === undefined || held.under > 0) return;
    partings.delete(held);
    if (how !== "lost") tally[how] += 1;
    await held.session.close(how === "ended" ? "ended" : "abandoned");
  };
  const part = (held: Held, how: Parting): void => {
    if (current !== held) return;
    current = undefined;
    partings.set(held, how);
  };

  return {
    take() {
      if (current?.session.over?.() === true) part(current, "lost");
      if (current !== undefined) return entered(current);
      opening ??= openOne();
      return opening.then((opened) => ("session" in opened ? entered(opened) : opened));
    },
    give(held) {
      held.under -= 1;
      return partings.has(held) ? close(held) : undefined;
    },
    part,
    async leave() {
      const held = current;
      if (held === undefined) return;
      part(held, "ended");
      await close(held);
    },
  };
}

function entered(held: Held): Held {
  held.under += 1;
  return held;
}
