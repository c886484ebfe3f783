/** How the parsers of common databases complain about a statement they cannot read. */
const complaints: readonly RegExp[] = [
  /syntax error at (?:or near|end of input)/i, // PostgreSQL
  /unterminated quoted (?:string|identifier)/i,
  /near "[^"]{0,80}": syntax error/i, // SQLite
  /unrecognized token: "/i,
  /incomplete input/i,
  /You have an error in your SQL syntax/i, // MySQL, MariaDB
  /Unclosed quotation mark after the character string/i, // SQL Server
  /Incorrect syntax near/i,
  /quoted string not properly terminated/i, // Oracle
  /\bORA-009\d\d\b/,
];

/** True when a text holds a database parser's complaint: the value reached a statement's text, or something repeats one that did. */
export function complainsOfSql(text: string): boolean {
  return complaints.some((pattern) => pattern.test(text));
}
