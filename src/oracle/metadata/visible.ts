import { selectorMarks, unseenMarks } from "./unseen-marks.ts";

/** Characters that do not show, or that change how others show. */
const unseen = new RegExp(String.raw`[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}${unseenMarks}${selectorMarks}]`, "gu");

/** The same text with every character that does not show spelled out, such as `\u{200B}`. */
export function visible(text: string): string {
  return text.replaceAll(unseen, (sign) =>
    sign === "\n" ? "\\n" : sign === "\t" ? "\\t" : sign === "\r" ? "\\r" : `\\u{${hex(sign)}}`,
  );
}

/** A part of a text with what stands around it, spelled out and cut to be read. */
export function shownAround(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - around), start);
  const part = text.slice(start, Math.min(end, start + 2 * longest));
  const most = visible(part) === part ? longest : 2 * mostNamed;
  const kept = part.length > most ? `${part.slice(0, most)}\u2026` : part;
  const after = text.slice(end, end + around);
  return visible(
    `${start > around ? "\u2026" : ""}${before}${kept}${after}${end + around < text.length ? "\u2026" : ""}`,
  );
}

/** Code points of a part of a text, such as `U+200B U+200D`; the first ones of many. */
export function codePoints(part: string): string {
  const signs = [...part.slice(0, 2 * mostNamed)];
  const named = signs.slice(0, mostNamed).map((sign) => `U+${hex(sign)}`);
  return `${named.join(" ")}${[...part.slice(0, 4 * mostNamed)].length > mostNamed ? " \u2026" : ""}`;
}

const around = 24;
const longest = 120;
const mostNamed = 8;

function hex(sign: string): string {
  return (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}
