import type { Mode } from "../../fixtures/servers/pooled/options.ts";

/** How a server of this measurement is made, and how many users come. */
export interface Case {
  readonly mode: Mode;
  readonly users: number;
  readonly pool: number;
  /** Milliseconds that the server lets callers wait for a connection; 0 = for good. */
  readonly acquireMs: number;
  readonly queryMs: number;
  readonly perSecond: number;
  /** Share of calls of the load that fail by themselves, 0 to 1. */
  readonly errorShare: number;
  /** True where the database is looked into as well, and with what. */
  readonly look: boolean;
  readonly eye: "tap" | "observer";
  /** `mysql2`: another driver, another pool, another database. */
  readonly driver: "pg" | "mysql2";
}

/** A server that is in order, as its author would write it. */
const usual: Omit<Case, "mode" | "users"> = {
  pool: 10,
  acquireMs: 5_000,
  queryMs: 20,
  perSecond: 100,
  errorShare: 0,
  look: false,
  eye: "tap",
  driver: "pg",
};

/** What is wrong, one row for each way; each comes with 10, 50 and 100 users, black box and looked into. */
export const servers: readonly (Partial<Case> & Pick<Case, "mode">)[] = [
  { mode: "healthy" },
  { mode: "healthy", pool: 2 },
  { mode: "healthy", pool: 2, queryMs: 60 },
  { mode: "healthy", pool: 2, acquireMs: 400 },
  { mode: "leak-on-error" },
  { mode: "leak-on-error", pool: 7, acquireMs: 1_000 },
  { mode: "leak-on-error", acquireMs: 0 },
  { mode: "leak-in-transaction" },
  { mode: "leak-on-disconnect", acquireMs: 2_000 },
  { mode: "leak-on-cancel", acquireMs: 2_000 },
  { mode: "per-call" },
  { mode: "rate-limited" },
  { mode: "rate-limited-tool" },
  { mode: "blocking", queryMs: 120 },
];

/** The rows with these users. */
export function gridOf(users: readonly number[], looks: readonly boolean[]): readonly Case[] {
  return servers.flatMap((server) =>
    users.flatMap((count) => looks.map((look) => ({ ...usual, ...server, users: count, look }))),
  );
}

/** Servers whose pool is not pg's: one whose callers wait for good. */
export const otherPool: readonly Case[] = (["healthy", "leak-on-error", "leak-on-disconnect"] as const).map((mode) => ({
  ...usual,
  mode,
  users: 50,
  acquireMs: 0,
  pool: 6,
  driver: "mysql2",
}));
