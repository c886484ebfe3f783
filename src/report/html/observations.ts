import type { ReportedObservation, ReportedResult } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleBlock, visibleLine } from "../escape/visible.ts";
import { statement } from "./statement.ts";

/** What was seen outside the protocol: the proof first, each with its facts. */
export function observations(result: ReportedResult): Markup | undefined {
  const proves = (seen: ReportedObservation) => result.proof.includes(seen.id);
  const all = [...result.observations].sort((a, b) => Number(proves(b)) - Number(proves(a))).slice(0, 12);
  if (all.length === 0) return undefined;
  const items = all.map(
    (seen) => html`<div class="card ${proves(seen) ? "attack" : "plain"}"><p class="title">${titleOf(seen)}</p>
<p class="meta">${visibleLine(seen.label)} · ${seen.id}${proves(seen) ? " · proof" : ""}</p>
${seen.kind === "statement" ? statement(seen) : facts(seen)}</div>`,
  );
  return html`<div class="cards">${items}</div>`;
}

function titleOf({ kind }: ReportedObservation): string {
  return kind === "statement"
    ? "Statement on its way to the database"
    : `Seen outside the protocol: ${visibleLine(kind)}`;
}

function facts(seen: ReportedObservation): Markup {
  return html`<dl class="facts">${Object.entries(seen.facts).map(
    ([name, value]) => html`<div><dt>${visibleLine(name)}</dt><dd>${fact(value)}</dd></div>`,
  )}</dl>`;
}

function fact(value: unknown): Markup {
  const text = visibleBlock(typeof value === "string" ? value : JSON.stringify(value));
  if (text.length <= 60 && !text.includes("\n")) return html`<code>${text}</code>`;
  return html`<pre>${text.length > 2000 ? `${text.slice(0, 1999)}\u2026` : text}</pre>`;
}
