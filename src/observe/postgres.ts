import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "../model/json.ts";
import type { Observation } from "../model/observation.ts";
import type { Database } from "../model/ports.ts";
import { checkAddress } from "../net/check-host.ts";
import type { NetOptions } from "../net/options.ts";

/** A connection of our own to the database behind the server. */
export interface PostgresObserver {
  /** The same connection, noting what it sees through `observe`. */
  as(observe: (label: string, facts: Readonly<Record<string, Json>>) => Observation): Database;
  close(): Promise<void>;
}

/** Milliseconds for connecting and for each statement. */
const patienceMs = 5_000;
/** Milliseconds a database has to answer our goodbye. */
const goodbyeMs = 2_000;
/** Rows of one result that are noted. */
const mostRows = 20;

/**
 * Connects. Throws a `host-not-allowed` HarnessError for a host that may not be contacted, and what the driver throws when
 * it cannot connect; later failures are noted as `error`: a database that cannot be seen is no fact about the server.
 */
export async function openPostgresObserver(url: string, net: NetOptions): Promise<PostgresObserver> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patienceMs,
    statement_timeout: patienceMs,
    query_timeout: patienceMs,
    application_name: "mcp-gauntlet",
  });
  // A host that is a path is a socket of this machine.
  if (!client.host.startsWith("/")) checkAddress(client.host, String(client.port), net);
  // Without a listener a connection that breaks while idle would end the process.
  client.on("error", () => undefined);
  await client.connect();
  return {
    as: (observe) => ({
      dialect: "postgres",
      async query(sql, label) {
        try {
          const { rows } = await client.query(sql);
          return observe(label, { sql, rows: JSON.parse(JSON.stringify(rows.slice(0, mostRows))), count: rows.length });
        } catch (cause) {
          return observe(label, { sql, error: cause instanceof Error ? cause.message : String(cause) });
        }
      },
    }),
    async close() {
      const patience = new AbortController();
      const ended = client.end().catch(() => undefined);
      const late = sleep(goodbyeMs, undefined, { signal: patience.signal }).then(() => destroy(client));
      await Promise.race([ended, late]);
      patience.abort();
    },
  };
}

/** Drops the connection; the driver keeps its socket out of its types. */
function destroy(client: object): void {
  const { connection } = client as { readonly connection?: { readonly stream?: { destroy?(): void } } };
  connection?.stream?.destroy?.();
}
