import type { DialectName } from "../../../src/payloads/sql/dialects.ts";

/** A way to have a statement run that should have been stopped. */
export interface Way {
  readonly name: string;
  /** Absent = all. */
  readonly dialects?: readonly DialectName[];
  /** `then` is a second statement whose result shows that the first one went well; empty where there is none. */
  readonly wrap: (write: string, then: string) => string;
  /** Calls of their own, before and after. */
  readonly before?: string;
  readonly after?: string;
}

/** No way at all: shows a server that does not even try to stop a write. */
export const plainWrite = "plain-write";

const both = (write: string, then: string): string => (then === "" ? write : `${write}; ${then}`);

/** Escapes from a transaction or a setting that forbids writes, from the plainest to the most roundabout. */
export const escapes: readonly Way[] = [
  { name: plainWrite, wrap: both },
  { name: "commit", wrap: (write, then) => `COMMIT; ${both(write, then)}` },
  { name: "end", dialects: ["postgres", "sqlite"], wrap: (write, then) => `END; ${both(write, then)}` },
  { name: "select-then-write", wrap: (write, then) => `SELECT 1; ${both(write, then)}` },
  { name: "select-then-commit", wrap: (write, then) => `SELECT 1; COMMIT; ${both(write, then)}` },
  {
    // Leaves a session whose transactions are read-only by default, too.
    name: "rollback-and-begin",
    dialects: ["postgres"],
    wrap: (write, then) => `ROLLBACK; BEGIN READ WRITE; ${both(write, then)}; COMMIT`,
  },
  {
    name: "session-made-writable",
    dialects: ["mysql"],
    wrap: (write, then) => `COMMIT; SET SESSION TRANSACTION READ WRITE; ${both(write, then)}`,
    after: "SET SESSION TRANSACTION READ ONLY",
  },
  {
    name: "query-only-off",
    dialects: ["sqlite"],
    wrap: (write, then) => `PRAGMA query_only=OFF; ${both(write, then)}; PRAGMA query_only=ON`,
  },
  {
    // Where each call may hold one statement only.
    name: "setting-in-a-call-of-its-own",
    dialects: ["sqlite"],
    before: "PRAGMA query_only=OFF",
    wrap: both,
    after: "PRAGMA query_only=ON",
  },
  {
    name: "setting-in-a-call-of-its-own",
    dialects: ["postgres"],
    before: "SET default_transaction_read_only = off",
    wrap: both,
    after: "RESET default_transaction_read_only",
  },
  { name: "leading-comment", wrap: (write, then) => `/* gauntlet */ ${both(write, then)}` },
];

/**
 * Texts that the database reads in another way than a guard that strips comments and strings: for the database a query and
 * a write, for the guard a query alone.
 */
export const disguises: readonly Way[] = [
  { name: "dashes-in-a-string", wrap: (write, then) => `SELECT '--' AS a; ${both(write, then)}` },
  { name: "comment-in-a-string", wrap: (write, then) => `SELECT '/*' AS a; ${both(write, then)} -- */` },
  { name: "quote-in-a-name", wrap: (write, then) => `SELECT 1 AS "'"; ${both(write, then)} -- '` },
  {
    name: "dollar-quotes",
    dialects: ["postgres"],
    wrap: (write, then) => `SELECT $$'$$ AS a; ${both(write, then)} -- '`,
  },
  {
    name: "escape-string",
    dialects: ["postgres"],
    wrap: (write, then) => `SELECT E'\\'' AS a; ${both(write, then)} -- '`,
  },
  {
    name: "nested-comment",
    dialects: ["postgres", "sqlserver"],
    wrap: (write, then) => `SELECT 1 /* /* */ ' */; ${both(write, then)} -- '`,
  },
  {
    name: "version-comment",
    dialects: ["mysql"],
    wrap: (write, then) => (then === "" ? `/*!50000 ${write} */` : `/*!50000 ${write} */; ${then}`),
  },
  {
    name: "mariadb-comment",
    dialects: ["mysql"],
    wrap: (write, then) => (then === "" ? `/*M!50000 ${write} */` : `/*M!50000 ${write} */; ${then}`),
  },
  // No comment for MySQL unless a space follows: a number is taken away twice.
  { name: "double-dash", dialects: ["mysql"], wrap: (write, then) => `SELECT 5--1; ${both(write, then)}` },
  { name: "backslash", dialects: ["mysql"], wrap: (write, then) => `SELECT '\\'' AS a; ${both(write, then)} -- '` },
  { name: "hash-comment", dialects: ["mysql"], wrap: (write, then) => `SELECT 1 # '\n; ${both(write, then)} # '` },
  { name: "backtick-name", dialects: ["mysql"], wrap: (write, then) => `SELECT 1 AS \`'\`; ${both(write, then)} -- '` },
  {
    name: "bracketed-name",
    dialects: ["sqlite", "sqlserver"],
    wrap: (write, then) => `SELECT 1 AS [']; ${both(write, then)} -- '`,
  },
];

/** Those of a list that mean something to this database. */
export function waysFor(ways: readonly Way[], dialect: DialectName): readonly Way[] {
  return ways.filter(({ dialects }) => dialects?.includes(dialect) ?? true);
}
