import type { Report } from "../model/report.ts";
import { codeSpan, prose } from "./escape/markdown.ts";
import { coverageSection, incidentSection, openSection } from "./markdown/coverage.ts";
import { findingSection, listSection } from "./markdown/findings.ts";
import { loadSection } from "./markdown/load.ts";
import { count, type Summary, summarize } from "./summary.ts";

/** The report as GitHub-flavoured Markdown, short enough for a pull request comment (GitHub takes 65,536 characters). */
export function renderMarkdown(report: Report): string {
  const summary = summarize(report);
  const detailed = summary.fails.slice(0, detailedFindings);
  const sections = [
    top(report, summary),
    ...detailed.map((result, i) => findingSection(report, result, i + 1)),
    listSection("More proven findings", summary.fails.slice(detailedFindings)),
    listSection("Suspected, not proven", summary.suspected),
    listSection("Worth knowing, no findings", summary.noted),
    loadSection(report),
    incidentSection(report),
    openSection(summary.open),
    coverageSection(report, summary),
    bottom(report),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

const detailedFindings = 8;

function top(report: Report, summary: Summary): string {
  const { target } = report;
  const server =
    target.server === undefined ? [] : [codeSpan(`${target.server.name} ${target.server.version}`, "line")];
  const wire = [target.transport, target.protocolVersion].filter((part) => part !== undefined).join(" ");
  const facts = [codeSpan(target.address, "line"), ...server, ...(wire === "" ? [] : [codeSpan(wire, "line")])];
  const { counts } = summary;
  const detail = prose(report.stopDetail, "line");
  return [
    `## mcp-gauntlet: ${codeSpan(target.name, "line")} ${verdictWords[summary.verdict]}`,
    `**${summary.headline}** ${counts.suspected} suspected, ${count(counts.inconclusive + counts.error, "question")} without a conclusion, ${counts.pass} passed.`,
    facts.join(" \u00b7 "),
    ...(summary.partial === undefined
      ? report.stopReason === "completed" || detail === ""
        ? []
        : [detail]
      : [`> [!WARNING]\n> **This report is partial.** ${summary.partial} ${detail}`.trimEnd()]),
  ].join("\n\n");
}

const verdictWords: Readonly<Record<Summary["verdict"], string>> = {
  fail: "fails",
  suspected: "is suspected",
  inconclusive: "is inconclusive",
  pass: "passes",
};

function bottom(report: Report): string {
  const { requests, seconds } = report.coverage;
  const spent = `${count(requests.sent, "request")} in ${Math.round(seconds.spent * 10) / 10} s`;
  return `<sub>mcp-gauntlet ${prose(report.tool.version, "line")}, seed ${report.seed}, ${spent}, exit code ${report.exitCode}. The HTML report beside this file holds all evidence.</sub>`;
}
