import { visibleBlock } from "./visible.ts";

const made = Symbol("markup");

/** HTML that may be written as it is; only the `html` template can make it. */
export interface Markup {
  readonly [made]: string;
}

/** What a template takes: text is escaped, markup is kept, lists are joined, nothing stays nothing. */
export type Piece = Markup | string | number | undefined | readonly Piece[];

/** Template of HTML in which every interpolated string is escaped; attribute values must stand in double quotes. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const parts = strings.map((part, i) => (i === 0 ? part : render(pieces[i - 1]) + part));
  return { [made]: parts.join("") };
}

/** Lets constant text of ours (the page's own style and script) through as it is; never for anything read. */
export function trusted(text: string): Markup {
  return { [made]: text };
}

/** The characters of a piece of markup. */
export function source(markup: Markup): string {
  return markup[made];
}

/** Text for an element or a double-quoted attribute: no tag, no attribute break, nothing hidden. */
export function escapeHtml(text: string): string {
  return visibleBlock(text).replace(/[&<>"'`=]/g, (char) => `&#${char.charCodeAt(0)};`);
}

function render(piece: Piece): string {
  if (piece === undefined) return "";
  if (typeof piece === "number") return String(piece);
  if (typeof piece === "string") return escapeHtml(piece);
  return made in piece ? piece[made] : piece.map(render).join("");
}
