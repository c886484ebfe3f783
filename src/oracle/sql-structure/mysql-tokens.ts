import type { SqlToken } from "./token.ts";
import { patternRule, tokensBy } from "./token-rule.ts";

/**
 * The tokens of a MySQL or MariaDB text. Takes the modes NO_BACKSLASH_ESCAPES and ANSI_QUOTES to be off, as they are by
 * default, since the text does not show them. What stands in a version comment is code, its marks are signs.
 */
export function mysqlTokens(text: string): readonly SqlToken[] {
  return tokensBy(rules, text);
}

const rules = [
  patternRule("comment", /(#)[^\n]*/y),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: MySQL takes any control character behind the dashes.
  patternRule("comment", /(--)(?=[\s\x00-\x1f]|$)[^\n]*/y),
  patternRule("sign", /\/\*m?!\d{0,6}/iy),
  patternRule("sign", /\*\//y),
  patternRule("comment", /(\/\*)[\s\S]*?(\*\/|$)/y),
  patternRule("string", /([nxb]?')[^'\\]*(?:(?:''|\\[\s\S])[^'\\]*)*('|\\?$)/iy),
  patternRule("string", /(")[^"\\]*(?:(?:""|\\[\s\S])[^"\\]*)*("|\\?$)/y),
  patternRule("quoted-name", /(`)[^`]*(?:``[^`]*)*(`|$)/y),
  patternRule("number", /(?:0x[\da-f]+|0b[01]+|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(?![\w$\u0080-\uffff])/iy),
  patternRule("parameter", /\?/y),
  patternRule("name", /[\w$\u0080-\uffff]+/y),
];
