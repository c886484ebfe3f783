import type { DatabaseObserver } from "../observer.ts";
import { isOurTable } from "./our-table.ts";

/**
 * Drops every table of this name, in whatever schema it is; gives how many there were. Throws for a name that is not one of
 * ours, and what the database says.
 */
export async function dropTable({ dialect, rows }: DatabaseObserver, name: string): Promise<number> {
  if (!isOurTable(name)) throw new Error("it is not named as the tables that mcp-gauntlet makes");
  const found = (await rows(
    dialect === "mysql"
      ? `SELECT table_schema AS s FROM information_schema.tables WHERE table_name = '${name}'`
      : `SELECT schemaname AS s FROM pg_catalog.pg_tables WHERE tablename = '${name}'`,
  )) as readonly { readonly s: string }[];
  for (const { s } of found) await rows(`DROP TABLE ${quoted(dialect, s)}.${quoted(dialect, name)}`);
  return found.length;
}

function quoted(dialect: DatabaseObserver["dialect"], name: string): string {
  const sign = dialect === "mysql" ? "`" : '"';
  return `${sign}${name.replaceAll(sign, sign + sign)}${sign}`;
}
