import type { Report, ReportedResult } from "../../model/report.ts";
import { clip } from "../clip.ts";
import { codeSpan, prose } from "../escape/markdown.ts";
import { missedTools } from "../missed-tools.ts";
import { openGroups } from "../open-groups.ts";
import type { Summary } from "../summary.ts";
import { marked } from "./marked.ts";

/** Crashes, lost sessions and withdrawn access. */
export function incidentSection(report: Report): string {
  if (report.incidents.length === 0) return "";
  const items = report.incidents
    .slice(0, 10)
    .map(
      (incident) =>
        `- ${codeSpan(incident.kind, "line")} after ${codeSpan(clip(incident.subject, 120), "line")} (${incident.recovered ? "recovered" : "not recovered"}): ${prose(clip(incident.detail, 300), "line")}`,
    );
  return `### Incidents (${report.incidents.length})\n\n${items.join("\n")}`;
}

/** What could not be concluded, one row for each reason. */
export function openSection(open: readonly ReportedResult[]): string {
  if (open.length === 0) return "";
  const rows = openGroups(open).map(
    (group) =>
      `| ${group.results.length} | ${prose(group.meaning, "cell")} (${codeSpan(group.reason, "cell")}) | ${spans([...new Set(group.results.map((result) => result.subject))])} |`,
  );
  return `### Not concluded (${open.length})\n\n| Questions | Why | Where |\n| ---: | --- | --- |\n${rows.join("\n")}`;
}

/** How many tools were reached, which were not, and what to add to the config. */
export function coverageSection(report: Report, summary: Summary): string {
  if (summary.tools === 0) return "";
  const missed = missedTools(report);
  const rows = missed.map(
    ({ why, names }) => `| ${names.length} | ${marked(clip(why, 240), "cell")} | ${spans(names)} |`,
  );
  const left = report.coverage.leftBehind.slice(0, 20).map((what) => `- ${marked(clip(what, 300), "line")}`);
  const advice = report.coverage.advice.map(
    ({ line, why }) => `- ${codeSpan(line, "line")}: ${prose(clip(why, 300), "line")}`,
  );
  return [
    `### Coverage\n\n${summary.reached} of ${summary.tools} tools were reached.`,
    ...(rows.length === 0 ? [] : [`| Tools | Not reached because | Which |\n| ---: | --- | --- |\n${rows.join("\n")}`]),
    ...(left.length === 0 ? [] : [`Left behind:\n\n${left.join("\n")}`]),
    ...(advice.length === 0 ? [] : [`Add to the config to learn more:\n\n${advice.join("\n")}`]),
  ].join("\n\n");
}

function spans(names: readonly string[]): string {
  const shown = names.slice(0, 6).map((name) => codeSpan(clip(name, 80), "cell"));
  return names.length > shown.length ? `${shown.join(", ")} and ${names.length - shown.length} more` : shown.join(", ");
}
