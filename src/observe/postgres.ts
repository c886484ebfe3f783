import type { Json } from "../model/json.ts";
import type { Observation } from "../model/observation.ts";
import type { Database } from "../model/ports.ts";

/** A connection of our own to the database behind the server. */
export interface PostgresObserver {
  /** The same connection, noting what it sees through `observe`. */
  as(observe: (label: string, facts: Readonly<Record<string, Json>>) => Observation): Database;
  close(): Promise<void>;
}

/** Milliseconds for connecting and for each statement. */
const patienceMs = 5_000;
/** Rows of one result that are noted. */
const mostRows = 20;

/**
 * Opens the observer; the connection is made at the first look. The URL's host was checked by the caller.
 * Failures are noted as `error`, never thrown: a database that cannot be seen is no fact about the server.
 */
export function openPostgresObserver(url: string): PostgresObserver {
  let connected: Promise<Client> | undefined;
  const client = (): Promise<Client> => {
    connected ??= connect(url);
    return connected;
  };
  return {
    as: (observe) => ({
      dialect: "postgres",
      async query(sql, label) {
        try {
          const { rows } = await (await client()).query(sql);
          return observe(label, { sql, rows: JSON.parse(JSON.stringify(rows.slice(0, mostRows))), count: rows.length });
        } catch (cause) {
          return observe(label, { sql, error: cause instanceof Error ? cause.message : String(cause) });
        }
      },
    }),
    async close() {
      await connected?.then((open) => open.end()).catch(() => undefined);
    },
  };
}

type Client = Awaited<ReturnType<typeof connect>>;

async function connect(url: string) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patienceMs,
    statement_timeout: patienceMs,
    query_timeout: patienceMs,
    application_name: "mcp-gauntlet",
  });
  // Without a listener a connection that breaks while idle would end the process.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
