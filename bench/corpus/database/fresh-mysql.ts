import mysql from "mysql2/promise";
import { type FreshDatabase, freshNames, valuesOf } from "./fresh-database.ts";

/** A new database and an account with every right (FILE too) in the MariaDB or MySQL that `admin` leads to. */
export async function freshMysql(admin: string): Promise<FreshDatabase> {
  const names = freshNames();
  const { database, account, password } = names;
  await run(admin, [
    `create database ${database}`,
    `create user ${account}@'%' identified by '${password}'`,
    `grant all privileges on *.* to ${account}@'%' with grant option`,
  ]);
  const values = valuesOf("mysql", new URL(admin), names);
  return {
    values,
    run: (statements) => run(String(values.mysql_url), statements),
    drop: () => run(admin, [`drop database if exists ${database}`, `drop user if exists ${account}@'%'`]),
  };
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const connection = await mysql.createConnection(url);
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
}
