import pg from "pg";
import { type FreshDatabase, freshNames, valuesOf } from "./fresh-database.ts";

/** A new database and superuser in the cluster that `admin` leads to. */
export async function freshPostgres(admin: string): Promise<FreshDatabase> {
  const names = freshNames();
  const { database, account, password } = names;
  await run(admin, [
    `create role ${account} superuser login password '${password}'`,
    `create database ${database} owner ${account}`,
  ]);
  const values = valuesOf("pg", new URL(admin), names);
  return {
    values,
    run: (statements) => run(String(values.pg_url), statements),
    // The account may own things elsewhere by now; it goes with the cluster.
    drop: () => run(admin, [`drop database if exists ${database} with (force)`]),
  };
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
