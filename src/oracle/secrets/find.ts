import { literalPattern } from "../canaries/search.ts";
import { lintSecrets } from "./linted.ts";
import { secretHint, secretPatterns } from "./patterns.ts";

/** One secret in a text, by position. */
export interface FoundSecret {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly shape: Readonly<Record<string, string>>;
}

/** A literal that must not be shown, and what it is called. */
export interface KnownSecret {
  readonly kind: string;
  readonly value: string;
  /** Found whatever the case of its letters. */
  readonly anyCase: boolean;
}

/** Characters of the shortest text that a pattern can match: `pwd=abc`. */
const shortestFormed = 7;

/** Secrets of one text that are told apart: no honest text has more, and beyond them all of it is taken for secret. */
const mostFound = 10_000;

/** All secrets in a text, none overlapping, in order: known literals first, then by form. */
export function findSecrets(text: string, known: readonly KnownSecret[]): readonly FoundSecret[] {
  const found = [...literals(text, known), ...formed(text), ...linted(text)];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: FoundSecret[] = [];
  for (const secret of found) {
    const last = kept.at(-1);
    if (last === undefined || secret.start >= last.end) kept.push(secret);
    else if (secret.end > last.end) kept[kept.length - 1] = { ...last, end: secret.end };
  }
  return kept;
}

function literals(text: string, known: readonly KnownSecret[]): FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const secret of known) {
    const { kind, value } = secret;
    const next = nextOf(text, secret);
    for (let at = next(0); at !== -1; at = next(at + value.length)) {
      if (found.length >= mostFound) return [allOf(text)];
      found.push({ kind, start: at, end: at + value.length, shape: {} });
    }
  }
  return found;
}

/** Where a literal comes next; -1 = not any more. */
function nextOf(text: string, { value, anyCase }: KnownSecret): (from: number) => number {
  if (!anyCase) return (from) => text.indexOf(value, from);
  const pattern = new RegExp(literalPattern(value), "gi");
  return (from) => {
    pattern.lastIndex = from;
    return pattern.exec(text)?.index ?? -1;
  };
}

function formed(text: string): FoundSecret[] {
  if (text.length < shortestFormed || !secretHint.test(text)) return [];
  const found: FoundSecret[] = [];
  for (const { kind, pattern, shape } of secretPatterns) {
    // One `exec` after another instead of `matchAll`, which copies the pattern: there may be a million short strings.
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      if (found.length >= mostFound) return [allOf(text)];
      const groups = match.groups ?? {};
      const secret = groups.secret ?? groups.escaped ?? groups.quoted ?? groups.single ?? groups.bare ?? match[0];
      const start = match.index + match[0].lastIndexOf(secret);
      const end = start + secret.length;
      found.push({ kind, start: start - (groups.before?.length ?? 0), end, shape: shape?.(groups) ?? {} });
    }
  }
  return found;
}

function linted(text: string): FoundSecret[] {
  const found = lintSecrets(text);
  return found.length > mostFound ? [allOf(text)] : found.map((one) => ({ ...one, shape: {} }));
}

function allOf(text: string): FoundSecret {
  return { kind: "many-secrets", start: 0, end: text.length, shape: {} };
}
