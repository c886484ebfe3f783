import type { Json } from "../../model/json.ts";
import type { Observation } from "../../model/observation.ts";
import type { Database } from "../../model/ports.ts";
import type { DatabaseObserver } from "../../observe/observer.ts";
import { changesBetween, type Snapshot, takeSnapshot } from "../../observe/planted/snapshot.ts";

/** The database as one probe sees it; `mayMake` hears of each table before it is made. */
export function openPort(
  observer: DatabaseObserver,
  note: (label: string, facts: Readonly<Record<string, Json>>) => Observation,
  mayMake: (table: string) => void,
): Database {
  const { dialect, query } = observer.as(note);
  let last: Snapshot | undefined;
  return {
    dialect,
    query(sql, label) {
      const table = /^\s*create table (\w+)/i.exec(sql)?.[1];
      if (table !== undefined) mayMake(table);
      return query(sql, label);
    },
    async changes(label) {
      try {
        const now = await takeSnapshot(observer);
        const changes = last === undefined ? [] : changesBetween(last, now);
        last = now;
        return note(label, { changes: changes.map((change) => ({ ...change })), tables: now.rows.size });
      } catch (cause) {
        return note(label, { error: cause instanceof Error ? cause.message : String(cause) });
      }
    },
  };
}
