import { randomUUID } from "node:crypto";
import mysql from "mysql2/promise";
import { afterAll, beforeAll } from "vitest";
import { findPrograms } from "../fixtures/database/mariadb/programs.ts";
import { type RunningFixture, startFixture } from "./fixtures.ts";
import type { FreshDatabase } from "./fresh-database.ts";

/** True where a MariaDB server program is installed: `describe.skipIf(!mariadbAvailable())` counts the rest as skipped. */
export function mariadbAvailable(): boolean {
  return typeof findPrograms() !== "string";
}

/** A MariaDB that lives as long as the `describe` this is called in. */
export interface MariaDb {
  /** A URL of an account that may do everything. Only inside a test or hook. */
  adminUrl(): string;
  /** Creates a database that no other test uses. */
  freshDatabase(): Promise<FreshDatabase>;
}

/** Starts MariaDB before the tests of the surrounding `describe` and ends it after them. */
export function useMariaDb(): MariaDb {
  let fixture: RunningFixture | undefined;
  beforeAll(async () => {
    fixture = await startFixture("mariadb", []);
  });
  afterAll(() => fixture?.stop());
  const adminUrl = () => String(fixture?.ready.admin);
  return {
    adminUrl,
    freshDatabase: async () => {
      const name = `test_${randomUUID().replaceAll("-", "")}`;
      const admin = adminUrl();
      await run(admin, `create database ${name}`);
      const url = admin.replace(/[^/]*$/, name);
      return {
        url,
        query: (sql) => run(url, sql),
        drop: async () => {
          await run(admin, `drop database if exists ${name}`);
        },
      };
    },
  };
}

/** Rows of a query; none for a statement that gives none. */
async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const connection = await mysql.createConnection(url);
  try {
    const [rows] = await connection.query(sql);
    return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
  } finally {
    await connection.end();
  }
}
