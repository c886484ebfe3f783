import { setTimeout as sleep } from "node:timers/promises";
import { checkAddress } from "../net/check-host.ts";
import type { NetOptions } from "../net/options.ts";
import { type DatabaseObserver, goodbyeMs, notingDatabase, patienceMs } from "./observer.ts";

/**
 * Connects. Throws a `host-not-allowed` HarnessError for a host that may not be contacted, and what the driver throws when
 * it cannot connect; later failures are noted as `error`.
 */
export async function openPostgresObserver(url: string, net: NetOptions): Promise<DatabaseObserver> {
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
  const rows = async (sql: string): Promise<readonly unknown[]> => (await client.query(sql)).rows;
  return {
    dialect: "postgres",
    rows,
    as: (observe) => notingDatabase("postgres", rows, observe),
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
