import type { SqlToken } from "./token.ts";
import { patternRule, type TokenRule, tokensBy } from "./token-rule.ts";

/**
 * The tokens of a PostgreSQL text, also of one that its parser refuses. Takes `standard_conforming_strings` to be on, as it
 * is by default: whether it is off the text does not show.
 */
export function postgresTokens(text: string): readonly SqlToken[] {
  return tokensBy(rules, text);
}

const dollar = /\$(?:[a-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/iy;
const commentMark = /\/\*|\*\//g;

const dollarQuoted: TokenRule = {
  kind: "string",
  read(text, at) {
    dollar.lastIndex = at;
    const opener = dollar.exec(text)?.[0];
    if (opener === undefined) return undefined;
    const end = text.indexOf(opener, at + opener.length);
    return { opener, closed: end >= 0, end: end < 0 ? text.length : end + opener.length };
  },
};

/** Comments may stand in comments. */
const blockComment: TokenRule = {
  kind: "comment",
  read(text, at) {
    if (!text.startsWith("/*", at)) return undefined;
    commentMark.lastIndex = at;
    let depth = 0;
    for (let mark = commentMark.exec(text); mark !== null; mark = commentMark.exec(text)) {
      depth += mark[0] === "/*" ? 1 : -1;
      if (depth === 0) return { opener: "/*", closed: true, end: commentMark.lastIndex };
    }
    return { opener: "/*", closed: false, end: text.length };
  },
};

const rules: readonly TokenRule[] = [
  patternRule("comment", /(--)[^\n\r]*/y),
  blockComment,
  patternRule("string", /(e')[^'\\]*(?:(?:''|\\[\s\S])[^'\\]*)*('|\\?$)/iy),
  patternRule("string", /((?:[bx]|u&)?')[^']*(?:''[^']*)*('|$)/iy),
  patternRule("quoted-name", /((?:u&)?")[^"]*(?:""[^"]*)*("|$)/iy),
  dollarQuoted,
  patternRule("parameter", /\$\d+/y),
  patternRule("number", /(?:0x[\da-f_]+|0o[0-7_]+|0b[01_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:e[+-]?\d+)?)/iy),
  patternRule("name", /[a-z_\u0080-\uffff][\w$\u0080-\uffff]*/iy),
];
