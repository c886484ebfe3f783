/** The databases whose statements can be read here; `mysql` stands for MariaDB, too. */
export type ReadDialect = "postgres" | "mysql";

/** One token of a SQL text; white space is between tokens. */
export interface SqlToken {
  readonly kind: "string" | "number" | "name" | "quoted-name" | "comment" | "parameter" | "sign";
  /** Characters from the start of the text; `end` is the first one after it. */
  readonly start: number;
  readonly end: number;
  /** What opened it, in lower case: `'`, `e'`, `"`, a backtick, `$tag$`, `--`, `#`, or a slash and a star; empty for all else. */
  readonly opener: string;
  /** False for what the text ends within, such as a literal whose last quote is missing. */
  readonly closed: boolean;
}
