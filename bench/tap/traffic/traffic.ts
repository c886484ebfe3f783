/** Kinds of traffic: the standard script of pgbench, its select-only script with a prepared statement, and pages of rows. */
export const kinds = ["transfers", "lookups", "lists"] as const;
export type Kind = (typeof kinds)[number];

/** Rows of the tables. */
export const accounts = 10_000;
export const tellers = 100;

/** What one connection of a database can be asked to do again and again. */
export type Connection = Readonly<Record<Kind, () => Promise<unknown>>>;

/** A whole number from 1 to `most`. */
export function oneOf(most: number): number {
  return 1 + Math.floor(Math.random() * most);
}
