/** A named identity the harness can act as, its secrets already resolved. They live in memory only, never in a report. */
export interface Principal {
  readonly name: string;
  /** HTTP headers that carry the credentials; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Environment of a stdio server that carries the credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** Globs of tool names, as the owner expects them for this identity. */
  readonly expect: {
    readonly allow: readonly string[];
    readonly deny: readonly string[];
    readonly list: readonly string[];
  };
}

/** Nobody: a caller without credentials. Always there. */
export const anonymous: Principal = {
  name: "anonymous",
  headers: {},
  env: {},
  expect: { allow: [], deny: [], list: [] },
};
