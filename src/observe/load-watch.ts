import type { DatabaseSecond } from "../model/load/measured.ts";
import type { DatabaseObserver } from "./observer.ts";

/** What a load asks of the database behind the server. Both give undefined where the database does not tell; both may reject. */
export interface LoadWatch {
  look(): Promise<DatabaseSecond | undefined>;
  /** Connections that were made to it so far, our own included. */
  connections(): Promise<number | undefined>;
}

/** Looks over a connection that is open already: under load there may be none left to be had. */
export function loadWatch({ dialect, rows }: Pick<DatabaseObserver, "dialect" | "rows">): LoadWatch {
  const { look, connections } = dialect === "postgres" ? postgres : mysql;
  return {
    async look() {
      const [row] = await rows(look);
      const seen = ["connections", "active", "idle_in_transaction", "waiting"].map((name) => numberOf(row, name));
      const [all, active, idleInTransaction, waiting] = seen;
      if (all === undefined || active === undefined || idleInTransaction === undefined || waiting === undefined)
        return undefined;
      return { connections: all, active, idleInTransaction, waiting };
    },
    async connections() {
      const [row] = await rows(connections);
      return numberOf(row, "connections") ?? numberOf(row, "Value");
    },
  };
}

/**
 * Somebody who may not see what others do is shown connections without a state: then nothing is told but how many there are,
 * which would pass for idle ones.
 */
const postgres = {
  look: `select count(*)::int as connections,
    case when count(*) = 0 or count(state) > 0 then count(*) filter (where state = 'active')::int end as active,
    count(*) filter (where state like 'idle in transaction%')::int as idle_in_transaction,
    count(*) filter (where wait_event_type = 'Lock')::int as waiting
    from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  connections: "select sessions::float8 as connections from pg_stat_database where datname = current_database()",
};

/** Of the schema that is looked at; connections are counted of the whole server, which is all that it tells. */
const mysql = {
  look: `select count(*) as connections,
    coalesce(sum(p.command <> 'Sleep'), 0) as active,
    coalesce(sum(p.command = 'Sleep' and t.trx_mysql_thread_id is not null), 0) as idle_in_transaction,
    coalesce(sum(t.trx_state = 'LOCK WAIT'), 0) as waiting
    from information_schema.processlist p
    left join information_schema.innodb_trx t on t.trx_mysql_thread_id = p.id
    where p.db = database() and p.id <> connection_id()`,
  connections: "show global status like 'Connections'",
};

function numberOf(row: unknown, name: string): number | undefined {
  if (typeof row !== "object" || row === null) return undefined;
  const value = (row as Readonly<Record<string, unknown>>)[name];
  if (value === null || value === undefined) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
