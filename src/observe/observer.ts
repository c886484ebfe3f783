import type { Json } from "../model/json.ts";
import type { Observation } from "../model/observation.ts";
import type { Database } from "../model/ports.ts";

/** A connection of our own to the database behind the server. */
export interface DatabaseObserver {
  readonly dialect: Database["dialect"];
  /** Runs one statement and gives all its rows, none for a statement without; throws what the database says. Nothing is noted. */
  rows(sql: string): Promise<readonly unknown[]>;
  /** The same connection, noting what it sees through `observe`. */
  as(observe: (label: string, facts: Readonly<Record<string, Json>>) => Observation): Queries;
  close(): Promise<void>;
}

/** The part of a database port that a connection gives by itself. */
export type Queries = Pick<Database, "dialect" | "query">;

/** Milliseconds for connecting and for each statement. */
export const patienceMs = 5_000;
/** Milliseconds a database has to answer our goodbye. */
export const goodbyeMs = 2_000;

/** Rows of one result that are noted. */
const mostRows = 20;

/**
 * A database port over `rowsOf`, which runs one statement. What it throws is noted as `error`: a database that cannot be
 * seen is no fact about the server.
 */
export function notingDatabase(
  dialect: Database["dialect"],
  rowsOf: (sql: string) => Promise<readonly unknown[]>,
  observe: (label: string, facts: Readonly<Record<string, Json>>) => Observation,
): Queries {
  return {
    dialect,
    async query(sql, label) {
      try {
        const rows = await rowsOf(sql);
        return observe(label, { sql, rows: JSON.parse(JSON.stringify(rows.slice(0, mostRows))), count: rows.length });
      } catch (cause) {
        return observe(label, { sql, error: cause instanceof Error ? cause.message : String(cause) });
      }
    },
  };
}
