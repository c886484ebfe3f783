import type { Ground } from "./place.ts";

/** A place where only an expression that always fails may go, since it would change rows if it did not. */
export interface ErrorPlace {
  readonly name: string;
  readonly embed: (ground: Ground, condition: string) => string;
}

/** The table of an INSERT: its own rows are selected on a condition that cannot be worked out without an error. */
export const insertedTablePlaces: readonly ErrorPlace[] = [
  { name: "inserted-table", embed: ({ base }, fails) => `${base} SELECT * FROM ${base} WHERE ${fails}-- g` },
  {
    name: "inserted-table-double-quoted",
    embed: ({ base }, fails) => `${base}" SELECT * FROM "${base}" WHERE ${fails}-- g`,
  },
  {
    name: "inserted-table-backtick",
    embed: ({ base }, fails) => `${base}\` SELECT * FROM \`${base}\` WHERE ${fails}-- g`,
  },
];

/**
 * A name in PostgreSQL's own escapes: the database reads `U&"\0067"` as `g` and says that there is no such name. It is
 * looked up before any value is bound, so this shows in statements that bind their values, too.
 */
export function escapedName(name: string): string {
  return `U&"${[...name].map((letter) => `\\${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"`;
}
