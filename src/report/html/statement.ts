import type { ReportedObservation } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";
import { highlight } from "./highlight.ts";

/** A statement that the tap saw: its text with what was looked for marked, its bind values, and what the database said. */
export function statement({ facts }: ReportedObservation): Markup {
  const { text, needle, binds, error, rows, transaction } = facts;
  const values = Array.isArray(binds) ? binds.map((value) => (value === null ? "null" : JSON.stringify(value))) : [];
  const said = [
    ...(typeof error === "string" ? [error] : []),
    ...(typeof rows === "number" ? [`${rows} ${rows === 1 ? "row" : "rows"}`] : []),
    ...(typeof transaction === "string" && transaction !== "idle" ? [`transaction ${transaction}`] : []),
  ];
  return html`<pre>${highlight(String(text), [String(needle)])}</pre>
${values.length === 0 ? undefined : html`<p class="label">Bind values</p><pre>${highlight(values.join("\n"), [String(needle)])}</pre>`}
${said.length === 0 ? undefined : html`<p class="label">The database <span>${visibleLine(said.join(", "))}</span></p>`}`;
}
