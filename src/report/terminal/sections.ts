import type { Report, ReportedResult } from "../../model/report.ts";
import { clip } from "../clip.ts";
import { grouped } from "../grouped.ts";
import { missedTools } from "../missed-tools.ts";
import { openGroups } from "../open-groups.ts";
import { count, type Summary } from "../summary.ts";
import { labelled, paragraph, someOf } from "./layout.ts";
import type { Theme } from "./theme.ts";

const plain = (line: string) => line;

/** Crashes, lost sessions and withdrawn access, with the call each came after. */
export function incidentLines(report: Report, width: number, paint: Theme): string[] {
  if (report.incidents.length === 0) return [];
  const lines = report.incidents
    .slice(0, 20)
    .flatMap((incident) => [
      ...labelled(
        incident.kind,
        `${incident.subject} (${incident.exchange}), ${incident.recovered ? "recovered" : "not recovered"}`,
        16,
        width,
        { label: paint.warn, text: paint.link },
      ),
      ...paragraph(clip(incident.detail, 300), 16, width, plain),
    ]);
  return [paint.strong(`Incidents (${report.incidents.length})`), ...lines];
}

/** What could not be concluded, one entry for each reason. */
export function openLines(open: readonly ReportedResult[], width: number, paint: Theme): string[] {
  if (open.length === 0) return [];
  const lines = openGroups(open).flatMap((group) => {
    const subjects = [...new Set(group.results.map((result) => result.subject))];
    return [
      ...labelled(
        group.results.length.toLocaleString("en").padStart(5),
        `${group.meaning} (${group.reason})`,
        9,
        width,
        {
          label: paint.strong,
          text: plain,
        },
      ),
      ...paragraph(someOf(subjects, 5), 9, width, paint.dim),
    ];
  });
  return [paint.strong(`Not concluded (${open.length.toLocaleString("en")})`), ...lines];
}

/** Facts that are no findings, one entry for each kind. */
export function notedLines(noted: readonly ReportedResult[], width: number, paint: Theme): string[] {
  if (noted.length === 0) return [];
  const lines = grouped(noted, (result) => result.title).flatMap(([title, same]) => [
    ...labelled(same.length.toLocaleString("en").padStart(5), title, 9, width, { label: paint.strong, text: plain }),
    ...paragraph(someOf([...new Set(same.map((result) => result.subject))], 5), 9, width, paint.dim),
  ]);
  return [paint.strong(`Worth knowing, no findings (${noted.length.toLocaleString("en")})`), ...lines];
}

/** Passes as a number, tools reached and not, requests and seconds spent. */
export function coverageLines(report: Report, summary: Summary, width: number, paint: Theme): string[] {
  if (summary.tools === 0 && report.results.length === 0) return [];
  const { requests, seconds } = report.coverage;
  const row = (label: string, text: string) => labelled(label, text, 12, width, { label: paint.dim, text: plain });
  const missed = missedTools(report);
  const skipped = summary.counts["not-applicable"];
  return [
    paint.strong("Coverage"),
    ...row("passed", `${count(summary.passes.length, "question")}${skipped > 0 ? `; ${skipped} not applicable` : ""}`),
    ...row("tools", `${summary.reached} of ${summary.tools} reached`),
    ...missed
      .slice(0, 8)
      .flatMap(({ why, names }) => paragraph(`not ${someOf(names, 6)}: ${clip(why, 200)}`, 12, width, paint.dim)),
    ...(missed.length > 8 ? paragraph(`and for ${missed.length - 8} other reasons`, 12, width, paint.dim) : []),
    ...report.coverage.leftBehind.slice(0, 8).flatMap((left) => row("left", clip(left, 200))),
    ...row(
      "budget",
      `${requests.sent.toLocaleString("en")} of ${count(requests.budget, "request")}, ${tenth(seconds.spent)} of ${tenth(seconds.budget)} s`,
    ),
    ...row("seed", `${report.seed} \u00b7 exit code ${report.exitCode}`),
  ];
}

function tenth(seconds: number): string {
  return (Math.round(seconds * 10) / 10).toLocaleString("en");
}
