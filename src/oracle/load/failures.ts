import type { LoadFailure } from "../../model/load/measured.ts";

/** What a failure is about, as far as it says so itself. */
export type Cause =
  | "rate-limit"
  | "session-limit"
  | "too-many-connections"
  | "no-connection-in-time"
  | "open-transaction"
  | "refused"
  | "other";

/** What a failure begins with where not a call was refused but the session that it was to be made over. */
export const noSession = "no session: ";

/** Reads one class of failures. The first that fits: a message may name a limit and the pool that met it. */
export function causeOf({ message, status }: Pick<LoadFailure, "message" | "status">): Cause {
  if (message.startsWith(noSession) && (status === 429 || status === 503 || sessionLimit.test(message))) {
    return "session-limit";
  }
  if (status === 429) return "rate-limit";
  return says.find(([, patterns]) => patterns.some((pattern) => pattern.test(message)))?.[0] ?? "other";
}

/** A number that names an error stands after one of these. */
const code = (numbers: string): RegExp =>
  new RegExp(String.raw`\b(?:status(?: code)?|http|error|code|errno|sqlstate|ora)\W{0,4}(?:${numbers})\b`, "i");

/** What is said of sessions is not said of the database's. */
const sessionLimit = /too many|\blimit|max(?:imum|ed)?\b|exceed|capacity|\bbusy\b|\bfull\b/i;

/** In what words servers, drivers and pools say it, numbers already taken out where they name no error. */
const says: readonly (readonly [Cause, readonly RegExp[]])[] = [
  // PostgreSQL, PgBouncer, Supavisor, MySQL, SQL Server and Azure SQL, Oracle.
  [
    "too-many-connections",
    [
      /too many (?:clients|connections)|remaining connection slots|connection limit exceeded/i,
      /no more connections allowed|max(?:imum)? (?:number of )?(?:clients?|client connections?) reached|MaxClientsInSessionMode/i,
      /max_user_connections|max_connections_per_hour|ER_CON_COUNT|ER_USER_LIMIT_REACHED/i,
      /(?:request|session) limit for the (?:database|elastic pool) is/i,
      /maximum number of (?:sessions|processes|connections)|no appropriate service handler|could not find available handler/i,
      code("53300|1040|1203|1226|10928|10929|00018|00020|12516|12519"),
    ],
  ],
  [
    "no-connection-in-time",
    [
      // pg, tarn and knex, mysql2, mssql, generic-pool, Sequelize, Prisma, oracledb, MongoDB.
      /timeout exceeded when trying to connect|connection terminated due to connection timeout|timeout acquiring a connection|ResourceRequest timed out/i,
      /operation timed out for an unknown reason|(?:Connection)?AcquireTimeoutError|^Operation timeout$/i,
      /no connections available|queue limit reached|max waitingclients count exceeded/i,
      /timed out fetching a new connection|\bP2024\b|\bNJS-(?:040|076)\b|connection request timeout/i,
      /timed out while checking out a connection|checkout a connection has timed out/i,
      // SQLAlchemy, psycopg_pool, asyncpg over its own pools, Django's pool.
      /QueuePool limit of size|couldn't get a connection after|the pool .{1,80} has already .{1,9} requests waiting|PoolTimeout|connection pool exhausted/i,
      // HikariCP, Tomcat, DBCP, Agroal, R2DBC.
      /connection is not available, request timed out|pool empty\. unable to fetch a connection|timeout waiting for idle object/i,
      /acquisition timeout while waiting for new connection|connection acquisition timed out/i,
      // ADO.NET, Npgsql, MySqlConnector.
      /prior to obtaining a connection from the pool|connection pool has been exhausted|all pooled connections are in use/i,
      // sqlx, r2d2, deadpool, bb8, pgx, RDS Proxy, PgBouncer.
      /pool timed out while waiting|timed out waiting for connection|waiting for a slot to become available|timed out in bb8/i,
      /failed to acquire (?:a )?connection|acquir\w* (?:a )?connection.{0,40}(?:time|deadline)|timed?-?\s?out waiting to acquire/i,
      /query_wait_timeout|pool (?:is )?(?:exhausted|timed out)\b/i,
    ],
  ],
  [
    "open-transaction",
    [
      /current transaction is aborted|InFailedSqlTransaction|can't reconnect until invalid transaction is rolled back/i,
      code("25P02"),
    ],
  ],
  [
    "rate-limit",
    [
      /\brate.?limit|rate exceeded|too ?many ?requests|\bthrottl|(?<!disk )\bquota (?:exceeded|reached|exhausted)/i,
      /exceeded (?:your |the )?(?:\w+ )?quota|requests? per (?:second|minute|hour|day)|reduce your request rate|\bslow ?down\b/i,
      /too many concurrent|concurrency limit|(?:server|service) is (?:too )?(?:busy|overloaded)|(?:at|over) capacity/i,
      code("429"),
    ],
  ],
  ["refused", [/ECONNREFUSED|connection refused|could not connect/i]],
];
