import type { Marker } from "../marker.ts";

export type DialectName = "postgres" | "mysql" | "sqlite" | "sqlserver";

/** What the probes need to say in one database's language. No expression holds a quote, since some servers escape those. */
export interface SqlDialect {
  /** `mysql` stands for MariaDB, too. */
  readonly name: DialectName;
  /** The product of two numbers as text, computed by the database. */
  readonly computedText: (marker: Marker) => string;
  /** An expression whose error message holds the product. */
  readonly erring: (marker: Marker) => string;
  /** A text expression that no other of these databases can evaluate, and of which the value does not matter. */
  readonly tell: string;
  /** Joins texts. */
  readonly joined: (...parts: readonly string[]) => string;
}

/** Every dialect, the most frequent behind MCP servers first. */
export const sqlDialects: readonly SqlDialect[] = [
  {
    name: "postgres",
    computedText: ({ a, b }) => `CAST(${a}*${b} AS text)`,
    erring: ({ a, b }) => `CAST(chr(126)||(${a}*${b}) AS integer)`,
    tell: "CAST(pg_backend_pid() AS text)",
    joined: (...parts) => parts.join("||"),
  },
  {
    name: "sqlite",
    computedText: ({ a, b }) => `CAST(${a}*${b} AS text)`,
    // SQLite names the bad path in "bad JSON path: …".
    erring: ({ a, b }) => `json_extract(char(123,125),char(126)||(${a}*${b}))`,
    tell: "sqlite_version()",
    joined: (...parts) => parts.join("||"),
  },
  {
    name: "mysql",
    computedText: ({ a, b }) => `CAST(${a}*${b} AS char)`,
    // The XPath that cannot be read is named in the error, up to 32 characters.
    erring: ({ a, b }) => `extractvalue(1,concat(char(126),${a}*${b}))`,
    tell: "CAST(@@version_comment AS char)",
    joined: (...parts) => `concat(${parts.join(",")})`,
  },
  {
    name: "sqlserver",
    computedText: ({ a, b }) => `CAST(${a}*${b} AS varchar(20))`,
    erring: ({ a, b }) => `CAST(char(126)+CAST(${a}*${b} AS varchar(20)) AS int)`,
    tell: "CAST(@@servername AS varchar(200))",
    joined: (...parts) => `concat(${parts.join(",")})`,
  },
];

/** The dialect of that name. */
export function sqlDialect(name: DialectName): SqlDialect {
  const found = sqlDialects.find((dialect) => dialect.name === name);
  if (found === undefined) throw new Error(`there is no dialect ${name}`);
  return found;
}
