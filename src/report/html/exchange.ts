import type { ReportedExchange, ReportedResult } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleBlock, visibleLine } from "../escape/visible.ts";
import { sentAs } from "../sent-as.ts";
import { computedValues, injected } from "./computed.ts";
import { highlight } from "./highlight.ts";

/** What a card is shown beside and of. */
export interface CardContext {
  readonly result: ReportedResult;
  readonly control: ReportedExchange | undefined;
  readonly heading: string;
  readonly kind: "control" | "attack" | "plain";
}

/** One exchange as a card: what was sent, with the injected part marked, and what came back, with the proof marked. */
export function exchangeCard(id: string, exchange: ReportedExchange, context: CardContext): Markup {
  const { result, control, kind } = context;
  const sent =
    kind === "attack"
      ? sentMarked(injected(exchange, control, result.param))
      : html`${visibleBlock(JSON.stringify(exchange.request.params, null, 2))}`;
  return html`<div class="card ${kind}">
<p class="title">${context.heading}</p>
<p class="who">as ${visibleLine(sentAs(exchange))}</p>
<p class="meta">${visibleLine(exchange.label)} · ${id} · session ${exchange.session} · ${milliseconds(exchange.durationMs)}</p>
<p class="label">Sent <span>${visibleLine(exchange.request.method)}</span></p>
<pre>${sent}</pre>
<p class="label">Came back <span>${replyKind(exchange)}</span></p>
${replyBlock(exchange, computedValues(exchange))}
</div>`;
}

/** Milliseconds for people. */
export function milliseconds(ms: number): string {
  return ms < 10 ? `${Math.round(ms * 10) / 10} ms` : `${Math.round(ms).toLocaleString("en")} ms`;
}

/** What kind of reply it was, with the code or status where there is one. */
export function replyKind(exchange: ReportedExchange): string {
  const { kind, code, status } = exchange.reply;
  const numbers = [code === undefined ? "" : `code ${code}`, status === undefined ? "" : `HTTP ${status}`];
  return [kind.replace("-", " "), ...numbers.filter(Boolean)].join(", ");
}

/** So many characters of a reply are shown at once; the rest unfolds. */
const shown = 2400;

function replyBlock(exchange: ReportedExchange, proof: readonly string[]): Markup {
  const { text, cut } = exchange.reply;
  if (text === "") return html`<p class="nothing">No text.</p>`;
  const cutNote = cut ? html`<p class="nothing">The reply was longer; the report keeps this much.</p>` : undefined;
  if (text.length <= shown + 400) return html`<pre>${highlight(text, proof)}</pre>${cutNote}`;
  return html`<pre>${highlight(text.slice(0, shown), proof)}</pre>
<details class="rest"><summary>The remaining ${(text.length - shown).toLocaleString("en")} characters</summary><pre>${highlight(text.slice(shown), proof)}</pre></details>${cutNote}`;
}

function sentMarked([before, middle, after]: readonly [string, string, string]): Markup {
  const mark = middle === "" ? undefined : html`<mark class="sent">${visibleBlock(middle)}</mark>`;
  return html`${visibleBlock(before)}${mark}${visibleBlock(after)}`;
}
