/** A way to make a statement run outside the read-only transaction, or past the guard, that should have stopped it. */
export interface Escape {
  readonly name: string;
  readonly dialects: readonly ("postgres" | "sqlite")[];
  readonly wrap: (statement: string) => string;
}

/** Escapes from the plainest to the most roundabout; the plain statement shows a server that does not even try. */
export const escapes: readonly Escape[] = [
  { name: "plain-write", dialects: ["postgres", "sqlite"], wrap: (write) => write },
  { name: "commit", dialects: ["postgres", "sqlite"], wrap: (write) => `COMMIT; ${write}` },
  { name: "end", dialects: ["postgres", "sqlite"], wrap: (write) => `END; ${write}` },
  { name: "select-then-commit", dialects: ["postgres", "sqlite"], wrap: (write) => `SELECT 1; COMMIT; ${write}` },
  { name: "select-then-write", dialects: ["postgres", "sqlite"], wrap: (write) => `SELECT 1; ${write}` },
  {
    // Leaves a session whose transactions are read-only by default, too.
    name: "rollback-and-begin",
    dialects: ["postgres"],
    wrap: (write) => `ROLLBACK; BEGIN READ WRITE; ${write}; COMMIT`,
  },
  {
    name: "query-only-off",
    dialects: ["sqlite"],
    wrap: (write) => `PRAGMA query_only=OFF; ${write}; PRAGMA query_only=ON`,
  },
];
