import { html, type Markup } from "../escape/html.ts";
import { visibleBlock } from "../escape/visible.ts";

/** A block of text in which the needles are marked as proof, and what was redacted is set apart. */
export function highlight(text: string, needles: readonly string[]): Markup {
  const shown = visibleBlock(text);
  const wanted = needles.map((needle) => visibleBlock(needle)).filter((needle) => needle !== "");
  const pattern = new RegExp([...wanted.map(escapePattern), placeholder].join("|"), "g");
  const pieces: Markup[] = [];
  let at = 0;
  for (const found of shown.matchAll(pattern)) {
    const [match] = found;
    pieces.push(
      html`${shown.slice(at, found.index)}`,
      wanted.includes(match) ? html`<mark>${match}</mark>` : redacted(match),
    );
    at = found.index + match.length;
  }
  return html`${pieces}${shown.slice(at)}`;
}

const placeholder = "\\[redacted:[\\w-]+:[0-9a-f]+\\]";

function redacted(match: string): Markup {
  return html`<span class="redacted">${match}</span>`;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
