import type { Marker } from "../../../src/payloads/marker.ts";
import type { DialectName } from "../../../src/payloads/sql/dialects.ts";
import { numbers } from "../statements/digits.ts";

/**
 * A statement that sleeps so many seconds and then gives the product; the sleep is a summand of 0, so that one that was cut
 * short either gives an error or, in MySQL, another number. Undefined where a SELECT cannot sleep.
 */
export function sleeping(dialect: DialectName | undefined, { a, b }: Marker, seconds: number): string | undefined {
  switch (dialect) {
    case "postgres":
      return `SELECT ${a}*${b}+length(CAST(pg_sleep(${seconds}) AS text)) AS gauntlet`;
    case "mysql":
      return `SELECT ${a}*${b}+SLEEP(${seconds}) AS gauntlet`;
    case "sqlserver":
      return `WAITFOR DELAY '${clock(seconds)}'; SELECT ${a}*${b} AS gauntlet`;
    default:
      return undefined;
  }
}

/** A statement in any dialect that counts so many rows of its own and gives the product only when it counted them all. */
export function counting({ a, b }: Marker, rows: number): string {
  return `SELECT count(*)-${rows}+${a}*${b} AS gauntlet FROM ${numbers(rows).from}`;
}

/** Rows of a counting statement that are cheap to join: two digits and zeros, no fewer than these. */
export function roundRows(rows: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, rows))) - 1);
  return Math.ceil(rows / power) * power;
}

function clock(seconds: number): string {
  const [whole, thousandths] = [Math.floor(seconds), Math.round((seconds % 1) * 1000)];
  const two = (part: number) => String(part).padStart(2, "0");
  return `00:${two(Math.floor(whole / 60))}:${two(whole % 60)}.${String(thousandths).padStart(3, "0")}`;
}
