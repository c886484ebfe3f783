import type { Random } from "../../model/ports.ts";
import type { DialectName } from "./dialects.ts";

/** How one database is made to wait, in texts whose length does not depend on how long. */
export interface Delay {
  readonly dialect: DialectName;
  /** `waits` = sleeps for a time; `works` = counts rows, at a speed that has to be measured. */
  readonly by: "waits" | "works";
  /** A condition that waits; absent where only a statement can. */
  readonly condition?: (amount: string, random: Random) => string;
  /** A statement that waits; absent where a condition does all that a statement could. */
  readonly statement?: (amount: string) => string;
}

/** Every database's way to wait. A number drawn at random keeps the texts apart, so that no cache answers for the database. */
export const delays: readonly Delay[] = [
  {
    dialect: "postgres",
    by: "waits",
    condition: (seconds, random) => compared(random, (n) => `(SELECT ${n} FROM pg_sleep(${seconds}))`),
    statement: (seconds) => `SELECT pg_sleep(${seconds})`,
  },
  {
    dialect: "sqlite",
    by: "works",
    condition: (rows, random) =>
      `${random.integer(1000, 9999)}<>-(WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM g WHERE i<${rows}) SELECT count(*) FROM g)`,
  },
  {
    dialect: "mysql",
    by: "waits",
    // In a table of its own, so that it is worked out once and not for every row.
    condition: (seconds, random) => compared(random, (n) => `(SELECT ${n} FROM (SELECT SLEEP(${seconds})) AS g)`),
    statement: (seconds) => `SELECT SLEEP(${seconds})`,
  },
  {
    dialect: "sqlserver",
    by: "waits",
    statement: (seconds) => `WAITFOR DELAY '00:00:0${seconds}'`,
  },
];

/** An amount as `delays` take it: seconds with two digits after the point, or a number of rows, always as long. */
export function amountOf(by: Delay["by"], seconds: number, rowsPerSecond: number): string {
  if (by === "waits") return seconds.toFixed(2);
  return String(Math.max(1, Math.round(seconds * rowsPerSecond))).padStart(8, "0");
}

function compared(random: Random, select: (n: number) => string): string {
  const n = random.integer(1000, 9999);
  return `${n}=${select(n)}`;
}
