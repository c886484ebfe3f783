/**
 * Characters that a reader cannot see, or that move what is seen: controls (and with them every ANSI and OSC sequence),
 * bidi overrides, zero-width and tag characters, line separators, lone surrogates, and stacks of combining marks.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]|(?<=\p{M}{3})\p{M}/gu;

/** The text on one line, with everything hidden spelled out as JSON would escape it: `\n`, `\u001b`, `\u202e`. */
export function visibleLine(text: string): string {
  return text.replace(hidden, spell);
}

/** The same over several lines: line feeds (and CR LF) stay, tabs become two spaces. */
export function visibleBlock(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(hidden, (found) => {
    if (found === "\n") return "\n";
    return found === "\t" ? "  " : spell(found);
  });
}

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Code unit by code unit, so that what is spelled inside a JSON string still means the same string. */
function spell(found: string): string {
  return short[found] ?? found.split("").map(unit).join("");
}

function unit(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
