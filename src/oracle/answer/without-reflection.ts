/** The text with every echo of a sent value removed, in the spellings servers echo in: what is left is the server's own. */
export function withoutReflection(text: string, sent: string): string {
  if (sent === "") return text;
  const json = escaped(sent);
  const percent = encodeURIComponent(sent);
  // URL libraries differ in what they leave as it is.
  const spellings = [sent, json, escaped(json), html(sent), percent, percent.replaceAll("'", "%27"), strict(percent)];
  let left = text;
  for (const spelling of new Set(spellings.flatMap((s) => [s, s.toUpperCase(), s.toLowerCase()]))) {
    left = left.replaceAll(short.test(spelling) ? alone(spelling) : spelling, " ");
  }
  return left;
}

/** A value as short as this also stands inside words that have nothing to do with it, such as a random number. */
const short = /^[\p{L}\p{N}]{1,3}$/u;

function alone(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "gu");
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function strict(percent: string): string {
  return percent.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function html(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
