import type { SqlToken } from "./token.ts";

/** Recognises one kind of token; undefined where another one stands. */
export interface TokenRule {
  readonly kind: SqlToken["kind"];
  readonly read: (text: string, at: number) => Omit<SqlToken, "kind" | "start"> | undefined;
}

/** A rule by a sticky pattern: its first group is what opens the token, its second one what closes it, empty where nothing does. */
export function patternRule(kind: SqlToken["kind"], pattern: RegExp): TokenRule {
  return {
    kind,
    read(text, at) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found === null) return undefined;
      const [, opener = "", closer] = found;
      // A backslash that is the last character escapes nothing.
      return { end: pattern.lastIndex, opener: opener.toLowerCase(), closed: closer !== "" && closer !== "\\" };
    },
  };
}

const space = /\s+/y;

/** Every token of a text by the first rule that fits; a character that none fits is a sign. Linear in the length; never throws. */
export function tokensBy(rules: readonly TokenRule[], text: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  let at = 0;
  while (at < text.length) {
    space.lastIndex = at;
    if (space.test(text)) at = space.lastIndex;
    if (at >= text.length) break;
    const token = tokenAt(rules, text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(rules: readonly TokenRule[], text: string, at: number): SqlToken {
  for (const { kind, read } of rules) {
    const found = read(text, at);
    if (found !== undefined) return { kind, start: at, ...found };
  }
  return { kind: "sign", start: at, end: at + 1, opener: "", closed: true };
}
