import type { ReportedResult } from "../../model/report.ts";
import { clip } from "../clip.ts";
import { labelled, paragraph } from "./layout.ts";
import type { Theme } from "./theme.ts";

const margin = 12;

/** Findings under a heading, the most severe first: title, subject, because, techniques and id; the first `shown` of them. */
export function resultLines(
  heading: string,
  results: readonly ReportedResult[],
  shown: number,
  width: number,
  paint: Theme,
): string[] {
  if (results.length === 0) return [];
  const blocks = results.slice(0, shown).map((result) => block(result, width, paint).join("\n"));
  const more = results.length - blocks.length;
  if (more > 0) blocks.push(`  and ${more.toLocaleString("en")} more: see the report`);
  return [paint.strong(`${heading} (${results.length.toLocaleString("en")})`), blocks.join("\n\n")];
}

function block(result: ReportedResult, width: number, paint: Theme): string[] {
  const paragraphOf = (text: string, style: (line: string) => string) => paragraph(text, margin, width, style);
  const techniques = result.techniques.length === 0 ? "" : `worked by ${result.techniques.join(", ")} \u00b7 `;
  return [
    ...labelled(result.severity, result.title, margin, width, {
      label: paint.severity[result.severity],
      text: paint.strong,
    }),
    ...paragraphOf(subject(result), paint.link),
    ...paragraphOf(clip(result.because, 480), (line) => line),
    ...result.leftovers.flatMap((left) => paragraphOf(`Left behind: ${clip(left, 200)}`, paint.warn)),
    ...paragraphOf(`${techniques}${result.check} \u00b7 ${result.fingerprint}`, paint.dim),
  ];
}

function subject(result: ReportedResult): string {
  const where = [result.tool ?? result.resource ?? result.prompt, result.param].filter((part) => part !== undefined);
  return `${where.length === 0 ? result.subject : where.join(" \u00b7 ")} \u00b7 as ${result.principal}`;
}
