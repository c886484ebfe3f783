import type { Report, ReportedExchange, ReportedResult } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";
import { sentAs } from "../sent-as.ts";
import { exchangeCard, milliseconds, replyKind } from "./exchange.ts";
import { head, table } from "./table.ts";

/** The control beside the first exchange that proves the finding, and further proof below. */
export function pair(report: Report, result: ReportedResult): Markup {
  const control = result.control === undefined ? undefined : report.exchanges[result.control];
  const proof = result.proof.flatMap((id) => entry(report, id)).slice(0, 8);
  if (control === undefined && proof.length === 0) {
    return html`<p class="nothing">No exchange is kept for this; the observations are the evidence.</p>`;
  }
  const context = { result, control };
  const cards = proof.map(([id, exchange], i) =>
    exchangeCard(id, exchange, { ...context, heading: attackHeading(exchange, i), kind: "attack" }),
  );
  const first =
    control === undefined || result.control === undefined
      ? undefined
      : exchangeCard(result.control, control, { ...context, heading: "Control", kind: "control" });
  if (first === undefined || cards.length === 0) return html`<div class="cards">${first}${cards}</div>`;
  return html`<div class="pair"><div class="left">${first}</div><div>${cards}</div></div>`;
}

/** Every exchange of the probe in its order, folded away. */
export function allExchanges(report: Report, result: ReportedResult): Markup | undefined {
  const entries = result.exchanges.flatMap((id) => entry(report, id));
  if (entries.length === 0) return undefined;
  const rows = entries.map(
    ([
      id,
      exchange,
    ]) => html`<tr><th scope="row">${id}</th><td>${exchange.role}</td><td>${visibleLine(exchange.label)}</td><td>${visibleLine(sentAs(exchange))}</td>
<td><code>${short(JSON.stringify(argumentsOf(exchange)))}</code></td><td>${replyKind(exchange)}</td><td><code>${short(exchange.reply.text)}</code></td><td class="n">${milliseconds(exchange.durationMs)}</td></tr>`,
  );
  return html`<details class="fold"><summary>All ${entries.length} exchanges of this probe</summary>
${table("Exchanges", ["Id", "Role", "Step", "As", "Sent", "Reply", "Came back", "Time"].map(head), rows)}</details>`;
}

function entry(report: Report, id: string): readonly (readonly [string, ReportedExchange])[] {
  const exchange = report.exchanges[id];
  return exchange === undefined ? [] : [[id, exchange]];
}

function attackHeading(exchange: ReportedExchange, index: number): string {
  if (exchange.round > 1) return "Repeated on a fresh session";
  if (exchange.role === "confirm") return "Confirmation";
  return index === 0 ? "Attack" : "Further proof";
}

function argumentsOf(exchange: ReportedExchange): unknown {
  const { params } = exchange.request;
  const inner = typeof params === "object" && params !== null && "arguments" in params ? params.arguments : undefined;
  return inner ?? params;
}

function short(text: string): string {
  const line = visibleLine(text);
  return line.length > 180 ? `${line.slice(0, 179)}\u2026` : line;
}
