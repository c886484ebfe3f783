import type { Report } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";

/** How the run was made: enough to make it again. */
export function runFacts(report: Report): Markup {
  const { requests, seconds } = report.coverage;
  const facts = [
    ["Started", moment(report.startedAt)],
    ["Finished", moment(report.finishedAt)],
    ["Ended because", visibleLine(`${report.stopReason}. ${report.stopDetail}`)],
    ["Seed", String(report.seed)],
    ["Requests", `${requests.sent.toLocaleString("en")} of ${requests.budget.toLocaleString("en")}`],
    ["Seconds", `${tenths(seconds.spent)} of ${tenths(seconds.budget)}`],
    ["Exit code", String(report.exitCode)],
    ["mcp-gauntlet", visibleLine(report.tool.version)],
    ["Node.js", visibleLine(`${report.environment.node} on ${report.environment.platform}`)],
    ["Report schema", `version ${report.schemaVersion}`],
  ] as const;
  return html`<dl class="run">${facts.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`)}</dl>`;
}

/** A moment for people, in UTC whatever the zone of the reader. */
export function moment(iso: string): Markup {
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

function tenths(seconds: number): string {
  return (Math.round(seconds * 10) / 10).toLocaleString("en");
}
