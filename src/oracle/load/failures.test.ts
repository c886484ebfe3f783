import { describe, expect, it } from "vitest";
import { normalised } from "../../load/record/normalised.ts";
import { type Cause, causeOf } from "./failures.ts";

/** As drivers, pools, proxies and services word it. */
const messages: readonly (readonly [Cause, string, string])[] = [
  ["too-many-connections", "PostgreSQL", "sorry, too many clients already"],
  [
    "too-many-connections",
    "PostgreSQL 16",
    "remaining connection slots are reserved for roles with the SUPERUSER attribute",
  ],
  [
    "too-many-connections",
    "RDS",
    "FATAL: remaining connection slots are reserved for non-replication superuser and rds_superuser connections",
  ],
  ["too-many-connections", "PostgreSQL role", 'too many connections for role "app"'],
  ["too-many-connections", "PostgreSQL database", 'too many connections for database "shop"'],
  ["too-many-connections", "SQLSTATE", "SQLSTATE 53300: cannot serve"],
  ["too-many-connections", "MySQL", "Too many connections"],
  ["too-many-connections", "mysql2", "ER_CON_COUNT_ERROR: Too many connections"],
  [
    "too-many-connections",
    "MySQL user",
    "User 'app' has exceeded the 'max_user_connections' resource (current value: 10)",
  ],
  ["too-many-connections", "PgBouncer", "no more connections allowed (max_client_conn)"],
  [
    "too-many-connections",
    "Supavisor",
    "MaxClientsInSessionMode: max clients reached - in Session mode max clients are limited to pool_size",
  ],
  [
    "too-many-connections",
    "Azure SQL",
    "Resource ID : 1. The request limit for the database is 60 and has been reached.",
  ],
  ["too-many-connections", "Oracle", "ORA-00018: maximum number of sessions exceeded"],
  [
    "too-many-connections",
    "Oracle listener",
    "ORA-12516: TNS:listener could not find available handler with matching protocol stack",
  ],
  ["no-connection-in-time", "pg", "timeout exceeded when trying to connect"],
  ["no-connection-in-time", "pg that connects", "Connection terminated due to connection timeout"],
  [
    "no-connection-in-time",
    "knex",
    "Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?",
  ],
  ["no-connection-in-time", "tarn", "operation timed out for an unknown reason"],
  ["no-connection-in-time", "mysql2", "No connections available."],
  ["no-connection-in-time", "mysql2 queue", "Queue limit reached."],
  ["no-connection-in-time", "generic-pool", "ResourceRequest timed out"],
  ["no-connection-in-time", "generic-pool queue", "max waitingClients count exceeded"],
  ["no-connection-in-time", "Sequelize", "SequelizeConnectionAcquireTimeoutError: Operation timeout"],
  ["no-connection-in-time", "Sequelize message", "Operation timeout"],
  [
    "no-connection-in-time",
    "Prisma",
    "Timed out fetching a new connection from the connection pool. More info: http://pris.ly/d/connection-pool (Current connection pool timeout: 10, connection limit: 5)",
  ],
  ["no-connection-in-time", "Prisma code", "PrismaClientKnownRequestError P2024"],
  [
    "no-connection-in-time",
    "SQLAlchemy",
    "QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00",
  ],
  ["no-connection-in-time", "psycopg_pool", "couldn't get a connection after 30.00 sec"],
  ["no-connection-in-time", "psycopg_pool queue", "the pool 'pool-1' has already 50 requests waiting"],
  ["no-connection-in-time", "psycopg2", "connection pool exhausted"],
  [
    "no-connection-in-time",
    "HikariCP",
    "HikariPool-1 - Connection is not available, request timed out after 30000ms (total=10, active=10, idle=0, waiting=12)",
  ],
  [
    "no-connection-in-time",
    "Tomcat",
    "Timeout: Pool empty. Unable to fetch a connection in 30 seconds, none available[size:100; busy:100; idle:0; lastwait:30000].",
  ],
  ["no-connection-in-time", "DBCP", "Cannot get a connection, pool error Timeout waiting for idle object"],
  [
    "no-connection-in-time",
    "ADO.NET",
    "Timeout expired. The timeout period elapsed prior to obtaining a connection from the pool.",
  ],
  [
    "no-connection-in-time",
    "Npgsql",
    "The connection pool has been exhausted, either raise 'Max Pool Size' (currently 100) or 'Timeout' (currently 15 seconds) in your connection string.",
  ],
  ["no-connection-in-time", "sqlx", "pool timed out while waiting for an open connection"],
  ["no-connection-in-time", "r2d2", "timed out waiting for connection"],
  ["no-connection-in-time", "deadpool", "Timeout occurred while waiting for a slot to become available"],
  ["no-connection-in-time", "pgx", "failed to acquire connection: context deadline exceeded"],
  ["no-connection-in-time", "PgBouncer", "query_wait_timeout"],
  ["no-connection-in-time", "RDS Proxy", "Timed-out waiting to acquire database connection"],
  ["no-connection-in-time", "oracledb", "NJS-040: connection request timeout. Request exceeded queueTimeout of 60000"],
  ["open-transaction", "PostgreSQL", "current transaction is aborted, commands ignored until end of transaction block"],
  ["rate-limit", "words", "Rate limit exceeded, try again in 3 seconds"],
  ["rate-limit", "camel", "rateLimitExceeded"],
  ["rate-limit", "axios", "Request failed with status code 429"],
  ["rate-limit", "AWS", "ThrottlingException: Rate exceeded"],
  ["rate-limit", "AWS Lambda", "TooManyRequestsException"],
  ["rate-limit", "JSON-RPC", "-32029 Too many requests"],
  ["rate-limit", "quota", "You exceeded your current quota"],
  ["refused", "node", "connect ECONNREFUSED 127.0.0.1:5432"],
  ["other", "a bare deadline", "context deadline exceeded"],
  ["other", "a number that is no code", "no order 429"],
  ["other", "a full disk", "disk quota exceeded"],
  ["other", "a statement that took too long", "canceling statement due to statement timeout"],
  ["other", "a wrong value", 'invalid input syntax for type integer: "gauntlet"'],
  ["other", "too many arguments", "too many arguments to function"],
];

describe("causeOf", () => {
  it.each(messages)("reads %s from %s", (cause, _, message) => {
    expect(causeOf({ message: normalised(message), status: undefined })).toBe(cause);
  });

  it("takes HTTP 429 for what it is, whatever it says", () => {
    expect(causeOf({ message: "no", status: 429 })).toBe("rate-limit");
  });
});
