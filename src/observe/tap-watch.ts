import type { DatabaseSecond } from "../model/load/measured.ts";
import type { ConnectionState, TapEvent } from "../model/tap.ts";
import type { LoadWatch } from "./load-watch.ts";

/** A look at the connections of the server under test alone, by what passes through the tap. */
export interface TapWatch extends LoadWatch {
  /** Takes every event of the tap from its beginning on. */
  note(event: TapEvent): void;
}

/**
 * Nothing has passed yet: both looks give undefined until something does, since a server that does not use the tap would pass
 * for one that needs no database. Who waits for a lock only the database itself can tell.
 */
export function tapWatch(): TapWatch {
  const open = new Map<string, ConnectionState>();
  let opened = 0;
  return {
    note(event) {
      if (event.type === "opened") {
        opened += 1;
        open.set(event.connection, "starting");
      } else if (event.type === "state" && event.state !== "closed") open.set(event.connection, event.state);
      else if (event.type === "state" || event.type === "closed") open.delete(event.connection);
    },
    async look() {
      if (opened === 0) return undefined;
      const states = [...open.values()];
      const seen: DatabaseSecond = {
        connections: open.size,
        active: states.filter((state) => state === "active").length,
        idleInTransaction: states.filter((state) => state === "idle-in-transaction").length,
        waiting: undefined,
      };
      return seen;
    },
    connections: async () => (opened === 0 ? undefined : opened),
  };
}
