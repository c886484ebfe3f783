import type { Told } from "../../../src/model/disclosure.ts";

/** Things that are named in a sentence; the evidence has the others. */
const mostNamed = 4;
const longestQuote = 90;

/** What was told, as a part of a sentence. */
export function namedTold(told: readonly Told[]): string {
  const shown = told
    .slice(0, mostNamed)
    .map(({ what, text, kind }) => (kind === "secret" ? what : `${what} (${cut(text)})`));
  const more = told.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > longestQuote ? `${line.slice(0, longestQuote)}\u2026` : line;
}
