import type { DatabaseChange } from "../../model/database-change.ts";
import type { DatabaseObserver } from "../observer.ts";
import { catalogueOf, type LookedTable, rowsOf, tablesOf } from "./catalogue.ts";

/** What a database held at one moment: a mark for each thing, which differs when the thing does. */
export interface Snapshot {
  /** Tables, views, functions and triggers by what they are called. */
  readonly things: ReadonlyMap<string, string>;
  /** Rows by the table they are in; a table that could not be counted in time is not among them. */
  readonly rows: ReadonlyMap<string, { readonly count: number; readonly mark: string }>;
}

/** Tables whose rows are counted, and milliseconds for all of them: a look must not become a load. */
const mostTables = 200;
const lookMs = 15_000;

/** Looks at the catalogue and counts rows, tables of ours left out; throws what the database says of the catalogue. */
export async function takeSnapshot(observer: DatabaseObserver): Promise<Snapshot> {
  const things = new Map(
    ((await observer.rows(catalogueOf(observer.dialect))) as readonly { what: string; mark: string | null }[]).map(
      ({ what, mark }) => [what, mark ?? ""],
    ),
  );
  const until = performance.now() + lookMs;
  const rows = new Map<string, { count: number; mark: string }>();
  const tables = (await observer.rows(tablesOf(observer.dialect, mostTables))) as readonly LookedTable[];
  for (const table of tables) {
    if (performance.now() > until) break;
    const counted = await rowsOf(observer, table).catch(() => undefined);
    if (counted !== undefined) rows.set(`${table.schema}.${table.name}`, counted);
  }
  return { things, rows };
}

/** What is different in `after`; a table that either look could not count is compared by its definition alone. */
export function changesBetween(before: Snapshot, after: Snapshot): readonly DatabaseChange[] {
  const names = new Set([...before.things.keys(), ...after.things.keys()]);
  const things = [...names].flatMap((what) => {
    const [old, now] = [before.things.get(what), after.things.get(what)];
    if (old === now) return [];
    return [{ what, how: old === undefined ? "is new" : now === undefined ? "is gone" : "is defined in another way" }];
  });
  const rows = [...after.rows].flatMap(([table, now]) => {
    const old = before.rows.get(table);
    if (old === undefined || old.mark === now.mark) return [];
    const how =
      old.count === now.count
        ? `has other values in its ${now.count} rows`
        : `went from ${old.count} to ${now.count} rows`;
    return [{ what: `table ${table}`, how }];
  });
  return [...things, ...rows];
}
