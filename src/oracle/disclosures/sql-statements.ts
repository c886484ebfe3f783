import { patternDetector } from "./pattern-detector.ts";

const table = String.raw`[\x60"[]?[A-Za-z_][\w$]{0,62}[\x60"\]]?(?:\.[\x60"[]?[A-Za-z_][\w$]{0,62}[\x60"\]]?){0,2}`;
const column = String.raw`[\x60"[]?[A-Za-z_][\w$.]{0,62}[\x60"\]]?`;

// Prose selects from things, too: only what no sentence has is taken for a statement.
// Never past the next SELECT, so that no text is read twice.
const selected = String.raw`(?:\*|(?:(?!SELECT\b)[^\n;]){1,400}?)`;
const clause = String.raw`(?:WHERE|ORDER BY|GROUP BY|LIMIT|JOIN|LEFT JOIN|INNER JOIN|AS \w+ WHERE)`;

/** A place for a bound value: only programs write those. */
const bound = /(?:=|<|>|LIKE|ILIKE|IN \(|VALUES ?\(|LIMIT|,)\s{0,4}(?:\$\d|\?|:[a-z_]\w{0,40}|%s|@p?\d)/i;

/** Statements of SQL as programs write them: a table, and what is done with its columns. */
export const findSqlStatements = patternDetector("sql-statement", /\b(?:select|insert|update|delete)\b/i, [
  {
    what: "a SQL statement",
    pattern: new RegExp(
      String.raw`\bSELECT\s{1,40}${selected}\s{1,40}FROM\s{1,40}${table}(?:\s{1,40}(?:AS\s{1,10})?[a-z]\w{0,20})?\s{1,40}${clause}\b[^\n]{0,400}`,
      "g",
    ),
    verified: isBound,
  },
  {
    what: "a SQL statement",
    pattern: new RegExp(
      String.raw`\bselect\s{1,40}(?:\*|${column}(?:\s{0,4},\s{0,4}${column}){1,60})\s{1,40}from\s{1,40}${table}\s{1,40}(?:where\s{1,10}${column}\s{0,4}(?:=|<|>|in\b|like\b|is\b)|order by|limit \d|join)[^\n]{0,400}`,
      "g",
    ),
    verified: isBound,
  },
  {
    what: "a SQL statement",
    pattern: new RegExp(
      String.raw`\binsert\s{1,40}into\s{1,40}${table}\s{0,40}\(\s{0,4}${column}(?:\s{0,4},\s{0,4}${column}){0,60}\s{0,4}\)\s{0,40}values?\b[^\n]{0,400}`,
      "gi",
    ),
    verified: isBound,
  },
  {
    what: "a SQL statement",
    pattern: new RegExp(String.raw`\bupdate\s{1,40}${table}\s{1,40}set\s{1,40}${column}\s{0,4}=[^\n]{1,400}`, "gi"),
    verified: isBound,
  },
  {
    what: "a SQL statement",
    pattern: new RegExp(String.raw`\bdelete\s{1,40}from\s{1,40}${table}\s{1,40}where\b[^\n]{1,400}`, "gi"),
    verified: isBound,
  },
]);

function isBound(statement: string): boolean {
  return bound.test(statement);
}
