import { sqlTokens } from "./sql-tokens.ts";
import type { ReadDialect, SqlToken } from "./token.ts";

/** What a text that was looked for stands in. */
export type Standing = "string" | "number" | "identifier" | "comment" | "keyword";

/** Of several places the first of these counts: where a text is code says more than where it is not. */
const order: readonly Standing[] = ["keyword", "identifier", "number", "string", "comment"];

/**
 * What `needle` stands in, whatever the case of its letters, or its bytes in hexadecimal do; of several places the one
 * closest to code. Null where it does not stand in the text, or begins in a sign or between tokens. Never throws.
 */
export function standingOf(dialect: ReadDialect, sql: string, needle: string): Standing | null {
  const found = new Set(tokensWith(dialect, sql, needle).map((token) => standing(token, sql)));
  return order.find((one) => found.has(one)) ?? null;
}

/** The tokens in which `needle` begins, by the same rules. */
export function tokensWith(dialect: ReadDialect, sql: string, needle: string): readonly SqlToken[] {
  const starts = placesOf(sql, needle);
  if (starts.length === 0) return [];
  const tokens = sqlTokens(dialect, sql);
  return starts.flatMap((start) => tokens.find((token) => token.start <= start && start < token.end) ?? []);
}

/** Occurrences that are looked at: a statement may repeat a value in every row. */
const mostPlaces = 50;

/** Where `needle` stands in a text, or its bytes in hexadecimal do, whatever the case of its letters. */
function placesOf(sql: string, needle: string): readonly number[] {
  if (needle === "") return [];
  const forms = [needle, Buffer.from(needle, "utf8").toString("hex")].map(literally);
  return [...sql.matchAll(new RegExp(forms.join("|"), "gi"))].slice(0, mostPlaces).map(({ index }) => index);
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function standing(token: SqlToken, sql: string): Standing | null {
  switch (token.kind) {
    case "name":
      return reserved.test(sql.slice(token.start, token.end)) ? "keyword" : "identifier";
    case "quoted-name":
      return "identifier";
    case "parameter":
    case "sign":
      return null;
    default:
      return token.kind;
  }
}

/** Words that both databases reserve, or read as part of ORDER BY: no table or column is called so without quotes. */
const reserved =
  /^(?:all|and|as|asc|between|by|case|create|cross|default|delete|desc|distinct|else|end|exists|false|first|for|from|full|group|having|in|inner|insert|into|is|join|last|left|like|limit|natural|not|null|nulls|offset|on|or|order|outer|right|select|set|table|then|true|union|update|using|values|when|where|with)$/i;
