/** One way in which a server may write a value. */
export interface Spelling {
  readonly text: string;
  /** Found whatever the case of its letters. */
  readonly anyCase: boolean;
}

/** Characters of the shortest piece of base64 that is looked for: 48 bits do not come by chance. */
const shortestBase64 = 8;

/** Every spelling of a value that is looked for: as it is, escaped for JSON once or twice, for URLs, for HTML, and in base64. */
export function spellingsOf(value: string): readonly Spelling[] {
  const json = inJson(value);
  const ascii = inAscii(json);
  const plain = [
    value,
    json,
    inJson(json),
    ascii,
    inJson(ascii),
    encodeURIComponent(value),
    encodeURIComponent(value).replaceAll("%20", "+"),
    inHtml(value),
  ];
  return [
    ...[...new Set(plain)].map((text) => ({ text, anyCase: true })),
    ...[...new Set(inBase64(value))].map((text) => ({ text, anyCase: false })),
  ];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As serialisers write it that keep to ASCII. */
function inAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function inHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** The characters that depend on the value alone, at each place that it can have in what was encoded. */
function inBase64(value: string): readonly string[] {
  const bytes = Buffer.from(value, "utf8");
  const pieces = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    return encoded.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
  });
  const long = pieces.filter((piece) => piece.length >= shortestBase64);
  return [...long, ...long.map((piece) => piece.replaceAll("+", "-").replaceAll("/", "_"))];
}
