import type { Report } from "../../model/report.ts";
import type { Verdict } from "../../model/verdict.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";
import { byNumber } from "../order.ts";
import { marked, named } from "./marked.ts";
import { head, table } from "./table.ts";

/** Which tools were reached and which not, what each check came to, what stayed behind, and what would show more. */
export function coverage(report: Report): Markup {
  return html`${tools(report)}${checks(report)}${leftBehind(report)}${advice(report)}`;
}

const columns: readonly (readonly [Verdict, string])[] = [
  ["fail", "Proven"],
  ["suspected", "Suspected"],
  ["inconclusive", "Not concluded"],
  ["error", "Error"],
  ["noted", "Noted"],
  ["pass", "Passed"],
  ["not-applicable", "Not applicable"],
];

function tools(report: Report): Markup | undefined {
  if (report.coverage.tools.length === 0) return undefined;
  const tally = new Map<string, Map<Verdict, number>>();
  for (const { tool, verdict } of report.results) {
    if (tool === undefined) continue;
    const counts = tally.get(tool) ?? new Map<Verdict, number>();
    tally.set(tool, counts.set(verdict, (counts.get(verdict) ?? 0) + 1));
  }
  const sorted = [...report.coverage.tools].sort((a, b) => Number(a.reached) - Number(b.reached));
  const rows = sorted.map(
    (tool) =>
      html`<tr><th scope="row">${named(tool.name)}</th><td>${tool.reached ? html`<span class="yes">reached</span>` : html`<span class="no">not reached</span>`}</td><td class="text">${marked(tool.why)}</td>${columns.map(([verdict]) => cell(verdict, tally.get(tool.name)?.get(verdict) ?? 0))}</tr>`,
  );
  return html`<h3>By tool</h3>${table("Coverage by tool", [...["Tool", "Reach", "Why"].map(head), ...counted], rows)}`;
}

function checks(report: Report): Markup | undefined {
  const entries = Object.entries(report.coverage.checks).sort(([a], [b]) => byNumber(a, b));
  if (entries.length === 0) return undefined;
  const rows = entries.map(
    ([check, counts]) =>
      html`<tr><th scope="row">${visibleLine(check)}</th>${columns.map(([verdict]) => cell(verdict, counts[verdict] ?? 0))}</tr>`,
  );
  return html`<h3>By check</h3>${table("Coverage by check", [head("Check"), ...counted], rows)}`;
}

function leftBehind(report: Report): Markup | undefined {
  if (report.coverage.leftBehind.length === 0) return undefined;
  return html`<h3>Left behind</h3><ul>${report.coverage.leftBehind.map((what) => html`<li>${marked(what)}</li>`)}</ul>`;
}

function advice(report: Report): Markup | undefined {
  if (report.coverage.advice.length === 0) return undefined;
  const items = report.coverage.advice.map(
    ({ line, why }) => html`<li><pre>${visibleLine(line)}</pre><p>${marked(why)}</p></li>`,
  );
  return html`<h3>Add to the config to learn more</h3><ol class="config">${items}</ol>`;
}

const counted = columns.map(([, name]) => html`<th scope="col" class="n">${name}</th>`);

function cell(verdict: Verdict, n: number): Markup {
  return n === 0 ? html`<td class="n zero">0</td>` : html`<td class="n ${verdict}">${n.toLocaleString("en")}</td>`;
}
