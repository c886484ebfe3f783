import { sqlTokens } from "./sql-tokens.ts";
import type { ReadDialect, SqlToken } from "./token.ts";

/**
 * A statement as its tokens, with `?` for every value and without comments; names in quotes as JSON in backticks, all else in
 * lower case. Null where a literal, a name or a comment is not closed, or where there is nothing but comments.
 */
export function tokenStructure(dialect: ReadDialect, sql: string): string | null {
  const tokens = sqlTokens(dialect, sql);
  if (tokens.some(({ closed }) => !closed)) return null;
  const code = tokens.filter(({ kind }) => kind !== "comment");
  const words = code.flatMap((token, at) => (signOfNumber(code, at, sql) ? [] : [written(token, sql)]));
  return words.length === 0 ? null : words.join(" ");
}

function written({ kind, start, end }: SqlToken, sql: string): string {
  const text = sql.slice(start, end);
  switch (kind) {
    case "string":
    case "number":
      return "?";
    case "parameter":
      return "$";
    case "quoted-name":
      return `\`${JSON.stringify(nameIn(text)).slice(1, -1)}\``;
    default:
      return value.test(text) ? "?" : text.toLowerCase();
  }
}

/** The name without its quotes, which are doubled inside. */
function nameIn(quoted: string): string {
  const quote = quoted.slice(-1);
  return quoted.slice(quoted.indexOf(quote) + 1, -1).replaceAll(quote + quote, quote);
}

const value = /^(?:null|true|false)$/i;
/** Words behind which a minus belongs to the number that follows. */
const beforeValue =
  /^(?:all|and|between|by|case|div|distinct|else|having|in|interval|is|like|limit|mod|not|offset|on|or|return|select|set|then|values?|when|where|xor)$/i;

/** True for the minus of a negative number, which is part of the value: -5 and 5 differ in nothing else. */
function signOfNumber(code: readonly SqlToken[], at: number, sql: string): boolean {
  const [before, token, after] = [code[at - 1], code[at], code[at + 1]];
  if (token === undefined || after?.kind !== "number" || sql.slice(token.start, token.end) !== "-") return false;
  if (before === undefined) return false;
  const text = sql.slice(before.start, before.end);
  if (before.kind === "sign") return text !== ")";
  return before.kind === "name" && beforeValue.test(text);
}
