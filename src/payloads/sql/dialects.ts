/** What the probes need to say in one database's language. Every expression makes the database compute. */
export interface SqlDialect {
  readonly name: "postgres" | "sqlite";
  /** A condition whose error message holds `before`, the product of two numbers, `after`. */
  readonly errorOf: (before: string, a: number, b: number, after: string) => string;
}

/** Dialects whose errors can be made to carry a computed value. */
export const sqlDialects: readonly SqlDialect[] = [
  { name: "postgres", errorOf: (before, a, b, after) => `1=CAST('${before}'||(${a}*${b})||'${after}' AS integer)` },
  // SQLite names the bad path in "bad JSON path: …".
  { name: "sqlite", errorOf: (before, a, b, after) => `1=json_extract('{}','${before}'||(${a}*${b})||'${after}')` },
];

/** A text expression of which the value, `before` product `after`, stands nowhere in the statement. Same in PostgreSQL and SQLite. */
export function computedText(before: string, a: number, b: number, after: string): string {
  return `'${before}'||(${a}*${b})||'${after}'`;
}
