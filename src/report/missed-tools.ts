import type { Report } from "../model/report.ts";
import { grouped } from "./grouped.ts";

/** The tools that no call reached, by the sentence that says why; the largest group first. */
export function missedTools(report: Report): readonly { readonly why: string; readonly names: readonly string[] }[] {
  const missed = report.coverage.tools.filter((tool) => !tool.reached);
  return grouped(missed, (tool) => tool.why).map(([why, tools]) => ({ why, names: tools.map((tool) => tool.name) }));
}
