import type { DialectName } from "../../../src/payloads/sql/dialects.ts";

/** What each database needs to be told in its own way about tables. No `?`, `%` or `:`, which drivers take for places of values. */
interface Catalogue {
  /** Makes a table with one value in its column v. */
  create(table: string, value: string): string;
  /** A list that starts with `first`, of every table whose name starts with `prefix`. */
  list(prefix: string, first: string): string;
  /** One row with the name of a table that rows may be deleted from, between two words; one row without when there is none. */
  some(before: string, after: string): string;
}

const createAsSelect = (table: string, value: string): string => `CREATE TABLE ${table} AS SELECT ${value} AS v`;

export const catalogues: Readonly<Record<DialectName, Catalogue>> = {
  postgres: {
    create: createAsSelect,
    list: (prefix, first) =>
      `SELECT ${first} AS v UNION ALL SELECT CAST(tablename AS text) FROM pg_catalog.pg_tables WHERE substr(tablename,1,${prefix.length})='${prefix}'`,
    some: (before, after) =>
      `SELECT '${before}'||min(schemaname||'.'||tablename)||'${after}' AS gauntlet FROM pg_catalog.pg_tables WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema' AND schemaname||tablename ~ '^[a-z0-9_]+$' AND has_table_privilege(schemaname||'.'||tablename,'DELETE')`,
  },
  sqlite: {
    create: createAsSelect,
    list: (prefix, first) =>
      `SELECT ${first} AS v UNION ALL SELECT name FROM sqlite_master WHERE substr(name,1,${prefix.length})='${prefix}'`,
    some: (before, after) =>
      `SELECT '${before}'||min(name)||'${after}' AS gauntlet FROM sqlite_master WHERE type='table' AND substr(name,1,6)<>'sqlite' AND name NOT GLOB '*[^a-zA-Z0-9_]*'`,
  },
  mysql: {
    create: createAsSelect,
    list: (prefix, first) =>
      `SELECT ${first} AS v UNION ALL SELECT CAST(table_name AS char) FROM information_schema.tables WHERE substr(table_name,1,${prefix.length})='${prefix}'`,
    some: (before, after) =>
      `SELECT concat('${before}',min(table_name),'${after}') AS gauntlet FROM information_schema.tables WHERE table_schema=database() AND table_type='BASE TABLE' AND table_name REGEXP '^[A-Za-z0-9_]+$'`,
  },
  sqlserver: {
    // Not SELECT … INTO: what may make it may not drop it again.
    create: (table, value) => `CREATE TABLE ${table} (v varchar(100)); INSERT INTO ${table} VALUES (${value})`,
    list: (prefix, first) =>
      `SELECT ${first} AS v UNION ALL SELECT table_name FROM information_schema.tables WHERE substring(table_name,1,${prefix.length})='${prefix}'`,
    some: (before, after) =>
      `SELECT concat('${before}',min(concat(table_schema,'.',table_name)),'${after}') AS gauntlet FROM information_schema.tables WHERE table_type='BASE TABLE' AND concat(table_schema,table_name) NOT LIKE '%[^A-Za-z0-9_]%'`,
  },
};
