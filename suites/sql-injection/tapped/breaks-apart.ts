import type { StatementTap } from "../../../src/model/ports.ts";
import { sqlTokens } from "../../../src/oracle/sql-structure/sql-tokens.ts";
import { tokensWith } from "../../../src/oracle/sql-structure/stands-in.ts";

type Dialect = StatementTap["dialect"];

/** Occurrences of a value that are looked at. */
const mostPlaces = 50;

/**
 * True where two neighbouring parts of a value stand in different tokens of a text with nothing between them but the breaker,
 * escaped or not: then the breaker was read as SQL. A tool that takes a value apart by itself puts something of its own between. Pure.
 */
export function breaksApart(dialect: Dialect, text: string, parts: readonly string[], breaker: string): boolean {
  const tokens = sqlTokens(dialect, text);
  const tokenAt = (at: number) => tokens.findIndex(({ start, end }) => start <= at && at < end);
  const between = `[${literally(breaker)}\\\\'"\`]{1,${breaker.length * 4}}`;
  return parts.slice(1).some((part, index) => {
    const before = parts[index] ?? "";
    const pair = new RegExp(`${literally(before)}${between}${literally(part)}`, "gi");
    return [...text.matchAll(pair)].slice(0, mostPlaces).some(({ index: at, 0: found }) => {
      return tokenAt(at + before.length - 1) !== tokenAt(at + found.length - part.length);
    });
  });
}

/** True where all parts of a value stand in literals, names in quotes or comments that end where they should. Pure. */
export function staysLiteral(dialect: Dialect, text: string, parts: readonly string[], breaker: string): boolean {
  if (breaksApart(dialect, text, parts, breaker)) return false;
  return parts.every((part) =>
    tokensWith(dialect, text, part).every(
      ({ kind, closed }) => closed && ["string", "quoted-name", "comment"].includes(kind),
    ),
  );
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
