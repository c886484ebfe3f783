/** Words by which the messages of one database are known, the product's name among them. */
const words = {
  postgres: [
    /syntax error at (?:or near|end of input)/i,
    /unterminated quoted (?:string|identifier)/i,
    /(?:relation|column|operator|function) "?[^"\n]{1,200}"? does not exist/i,
    /invalid input syntax for (?:type )?/i,
    /postgres|bigint out of range/i,
  ],
  sqlite: [
    /near "[^"]{0,80}": syntax error/i,
    /unrecognized token: "/i,
    /no such (?:column|table)/i,
    /incomplete input/i,
    /sqlite/i,
  ],
  mysql: [
    /You have an error in your SQL syntax/i,
    /Unknown column '/i,
    /Table '[^'\n]{1,200}' doesn't exist/i,
    /mysql|mariadb/i,
  ],
  sqlserver: [
    /Unclosed quotation mark/i,
    /Incorrect syntax near/i,
    /Invalid (?:column|object) name '/i,
    /SQL ?Server|mssql/i,
  ],
} as const;

/** The database whose messages a text is made of, undefined where no message is known: a hint on whom to ask first, never proof. */
export function complaintDialect(text: string): keyof typeof words | undefined {
  const known = Object.entries(words) as [keyof typeof words, readonly RegExp[]][];
  return known.find(([, patterns]) => patterns.some((pattern) => pattern.test(text)))?.[0];
}
