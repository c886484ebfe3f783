import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** One empty database of the test run's cluster. */
export interface FreshDatabase {
  readonly url: string;
  /** Runs one statement as a superuser and gives its rows. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  /** Removes it, with whoever is still connected. */
  drop(): Promise<void>;
}

/** Creates a database that no other test uses. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const admin = inject("postgresUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await run(admin, `create database ${name}`);
  const url = admin.replace(/[^/]*$/, name);
  return {
    url,
    query: (sql) => run(url, sql),
    drop: async () => {
      await run(admin, `drop database if exists ${name} with (force)`);
    },
  };
}

async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
