import { html, type Markup } from "../escape/html.ts";

/** A table in a region of its own, which a keyboard can scroll where the page is narrow. */
export function table(label: string, heads: readonly Markup[], rows: readonly Markup[]): Markup {
  return html`<div class="wide" role="region" aria-label="${label}" tabindex="0"><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** A heading over a column of text. */
export function head(name: string): Markup {
  return html`<th scope="col">${name}</th>`;
}
