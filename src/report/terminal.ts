import type { Report } from "../model/report.ts";
import { visibleLine } from "./escape/visible.ts";
import { count, type Summary, summarize } from "./summary.ts";
import { resultLines } from "./terminal/findings.ts";
import { labelled, paragraph } from "./terminal/layout.ts";
import { loadLines } from "./terminal/load.ts";
import { coverageLines, incidentLines, notedLines, openLines } from "./terminal/sections.ts";
import { type Theme, theme } from "./terminal/theme.ts";
import { wrap } from "./terminal/wrap.ts";

/** How the summary is drawn, and what it names in its last lines. */
export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns; taken as between 40 and 110, beyond which lines are tiring to read. */
  readonly width: number;
  /** Paths of what was written, in the order in which to name them. */
  readonly written: readonly string[];
}

/** What a person reads at the end of a run: verdict, findings, what is open, coverage, and where to look. Ends in a newline. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const paint = theme(options.colour);
  const width = Math.min(110, Math.max(40, options.width));
  const summary = summarize(report);
  const sections = [
    verdictLines(report, summary, width, paint),
    resultLines("Proven findings", summary.fails, 20, width, paint),
    resultLines("Suspected, not proven", summary.suspected, 6, width, paint),
    loadLines(report, width, paint),
    incidentLines(report, width, paint),
    openLines(summary.open, width, paint),
    notedLines(summary.noted, width, paint),
    coverageLines(report, summary, width, paint),
    adviceLines(report, width, paint),
    writtenLines(options.written, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function verdictLines(report: Report, summary: Summary, width: number, paint: Theme): string[] {
  const word = ` ${summary.verdict.toUpperCase()} `;
  const headline = wrap(summary.headline, width - word.length - 1).map(paint.strong);
  const stopped =
    summary.partial === undefined
      ? report.stopReason === "completed"
        ? []
        : paragraph(report.stopDetail, 1, width, plain)
      : labelled("PARTIAL", `${summary.partial} ${report.stopDetail}`, 11, width, { label: paint.warn, text: plain });
  const { target } = report;
  const server = target.server === undefined ? [] : [`${target.server.name} ${target.server.version}`];
  const wire = [target.transport, target.protocolVersion].filter((part) => part !== undefined).join(" ");
  const about = [target.name, ...server, target.address, ...(wire === "" ? [] : [wire])];
  return [
    `${paint.verdict[summary.verdict](word)} ${headline.join(`\n${" ".repeat(word.length + 1)}`)}`,
    ...paragraph(about.join(" \u00b7 "), 1, width, paint.dim),
    ...(stopped.length === 0 ? [] : ["", ...stopped]),
  ];
}

function adviceLines(report: Report, width: number, paint: Theme): string[] {
  const { advice } = report.coverage;
  if (advice.length === 0) return [];
  const lines = advice.flatMap(({ line, why }) => [
    `  ${paint.link(visibleLine(line))}`,
    ...paragraph(why, 4, width, paint.dim),
  ]);
  return [paint.strong("Add to the config to learn more:"), ...lines];
}

function writtenLines(written: readonly string[], paint: Theme): string[] {
  if (written.length === 0) return [];
  return [paint.strong(`${count(written.length, "file")} written:`), ...written.map((path) => `  ${paint.link(path)}`)];
}

const plain = (line: string) => line;
