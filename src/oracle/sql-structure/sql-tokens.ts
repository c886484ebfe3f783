import { mysqlTokens } from "./mysql-tokens.ts";
import { postgresTokens } from "./postgres-tokens.ts";
import type { ReadDialect, SqlToken } from "./token.ts";

/** Characters of a text that are read: a statement that is longer is not one that is looked into. */
export const longestSql = 64 * 1024;

/** The tokens of a text in one dialect, also of one that no parser takes; of a longer text those at its start. Never throws. */
export function sqlTokens(dialect: ReadDialect, text: string): readonly SqlToken[] {
  const read = dialect === "mysql" ? mysqlTokens : postgresTokens;
  return read(text.slice(0, longestSql));
}
