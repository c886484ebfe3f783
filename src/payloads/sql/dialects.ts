import type { Marker } from "../marker.ts";

/** What the probes need to say in one database's language. Every expression makes the database compute. */
export interface SqlDialect {
  readonly name: "postgres" | "sqlite";
  /** An expression whose error message holds the product of two numbers. */
  readonly erring: (marker: Marker) => string;
}

/** Dialects whose errors can be made to carry a computed value. */
export const sqlDialects: readonly SqlDialect[] = [
  { name: "postgres", erring: ({ a, b }) => `CAST(chr(126)||(${a}*${b}) AS integer)` },
  // SQLite names the bad path in "bad JSON path: …".
  { name: "sqlite", erring: ({ a, b }) => `json_extract(char(123,125),char(126)||(${a}*${b}))` },
];

/** The product as text, in an expression without quotes: some servers escape those. Same in PostgreSQL and SQLite. */
export function computedText({ a, b }: Marker): string {
  return `CAST(${a}*${b} AS text)`;
}
