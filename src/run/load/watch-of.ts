import { type LoadWatch, loadWatch } from "../../observe/load-watch.ts";
import type { DatabaseObserver } from "../../observe/observer.ts";

/**
 * A look into the database with all that there is to look with: the database itself tells of locks, the tap counts the
 * connections of the server under test alone, whoever else uses the database. Undefined where there is neither.
 */
export function watchOf(observer: DatabaseObserver | undefined, tap: LoadWatch | undefined): LoadWatch | undefined {
  if (observer === undefined) return tap;
  const database = loadWatch(observer);
  if (tap === undefined) return database;
  return { look: database.look, connections: async () => (await tap.connections()) ?? database.connections() };
}
