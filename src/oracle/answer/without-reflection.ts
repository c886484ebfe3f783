/** The text with every echo of a sent value removed, in the spellings servers echo in: what is left is the server's own. */
export function withoutReflection(text: string, sent: string): string {
  if (sent === "") return text;
  const spellings = [sent, JSON.stringify(sent).slice(1, -1), html(sent), encodeURIComponent(sent)];
  let left = text;
  for (const spelling of new Set(spellings.flatMap((s) => [s, s.toUpperCase(), s.toLowerCase()]))) {
    left = left.replaceAll(spelling, " ");
  }
  return left;
}

function html(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
