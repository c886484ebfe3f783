import { html, type Markup } from "../escape/html.ts";
import { splitTicks } from "../escape/ticks.ts";
import { visibleLine } from "../escape/visible.ts";

/** A sentence in which `code` marks become code elements. */
export function marked(text: string): Markup {
  return html`${splitTicks(visibleLine(text)).map((part) => (part.code ? html`<code>${part.text}</code>` : part.text))}`;
}

/** A name or other short string of the server's, on one line, kept from turning the text around it. */
export function named(text: string): Markup {
  return html`<code><bdi>${visibleLine(text)}</bdi></code>`;
}
