/** Words after which something is shown as an example. */
const announcing =
  /\b(?:e\.?\s?g(?=[\s.,:(])|for (?:example|instance)\b|examples?\b|such as\b|like\b|i\.e\.|in the form\b|placeholder\b|fictional\b|dummy\b)[^\n]{0,80}$|\b(?:sample|format|similar to|syntax|usage|template)\b[^\n]{0,24}$/i;
/** Places of a schema that show what a value may look like. */
const showing = /(?:^|\.)(?:examples?|pattern|format)(?=$|[.[])/;
const before = 90;

/** True where what stands at `start` of a text is shown as an example: the words before it in its sentence say so, or its place does. */
export function isExample(text: string, start: number, path: string): boolean {
  if (showing.test(path)) return true;
  const earlier = text.slice(Math.max(0, start - before), start);
  const sentence = earlier.slice(
    Math.max(earlier.lastIndexOf(". "), earlier.lastIndexOf("\n\n"), earlier.lastIndexOf("; ")) + 1,
  );
  return announcing.test(sentence);
}

/** Words that stand for a value somebody has to fill in. */
export const placeholder =
  /x{3,}|\*{3,}|\.{3}|\u2026|<[^>]*>|\$\{|\{\{?\w|%\w|\byour|your[_-]|example|placeholder|change[_-]?me|dummy|sample|fake|redacted|insert|replace|secret[_-]?(?:key|here)|abcdef|123456|foo|bar\b|\btest|demo|todo|^scott:tiger/i;

/** Bits that one character of a text tells, by how often each comes. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
