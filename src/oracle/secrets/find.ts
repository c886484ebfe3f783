import { secretPatterns } from "./patterns.ts";

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
}

/** All secrets in a text, none overlapping, in order: known literals first, then by form. */
export function findSecrets(text: string, known: readonly KnownSecret[]): readonly FoundSecret[] {
  const found = [...literals(text, known), ...formed(text)];
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
  for (const { kind, value } of known) {
    for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + value.length)) {
      found.push({ kind, start: at, end: at + value.length, shape: {} });
    }
  }
  return found;
}

function formed(text: string): FoundSecret[] {
  return secretPatterns.flatMap(({ kind, pattern, shape }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const groups = match.groups ?? {};
      const secret = groups.secret ?? groups.quoted ?? groups.single ?? groups.bare ?? match[0];
      const start = match.index + match[0].lastIndexOf(secret);
      return [{ kind, start, end: start + secret.length, shape: shape?.(groups) ?? {} }];
    }),
  );
}
