import { codeSpan, type Place, prose } from "../escape/markdown.ts";
import { splitTicks } from "../escape/ticks.ts";

/** A sentence in which `code` marks become code spans, and everything else is escaped. */
export function marked(text: string, place: Place): string {
  return splitTicks(text)
    .map((part) => (part.code ? codeSpan(part.text, place) : edged(part.text, prose(part.text, place))))
    .join("")
    .trim();
}

/** Keeps the blank at either end of a piece, without which two code spans could become one. */
function edged(original: string, escaped: string): string {
  return ` ${escaped} `.replace(/ {2}/g, " ").replace(/^ (?=[.,;:!?)])/, /^\s/.test(original) ? " " : "");
}
