import type { Scope } from "../../engine/plan.ts";
import type { SubjectResult } from "../../engine/run-subject.ts";
import { succeeded } from "../../model/reply.ts";
import type { Report, ReportedResult } from "../../model/report.ts";
import type { Surface } from "../../model/surface.ts";
import { groupBy } from "./group-by.ts";

/** For each tool whether any call of it succeeded, and in one phrase what became of it. */
export function toolCoverage(
  { tool: included }: Scope,
  surface: Surface,
  results: readonly SubjectResult[],
  load: Report["load"],
): Report["coverage"]["tools"] {
  const byTool = groupBy(results, (result) => result.planned.subject.tool);
  return surface.tools.map(({ name }) => {
    if (!included(name)) return { name, reached: false, why: "left out by the selection of tools" };
    const about = byTool.get(name) ?? [];
    const calls = about
      .flatMap((result) => result.evidence.exchanges)
      .filter((exchange) => exchange.request.params.name === name);
    const worked = calls.filter((exchange) => succeeded(exchange.reply)).length;
    if (worked > 0) return { name, reached: true, why: `${worked} of ${calls.length} calls succeeded` };
    const loaded = callsInLoad(load, name);
    if (loaded > 0) return { name, reached: true, why: `${loaded} calls of the load succeeded` };
    if (calls.length > 0) return { name, reached: false, why: `none of ${calls.length} calls succeeded` };
    const skipped = about.find((result) => result.outcome.verdict === "inconclusive");
    return { name, reached: false, why: skipped?.outcome.because ?? "no selected check has a question about it" };
  });
}

function callsInLoad(load: Report["load"], tool: string): number {
  const seen = (load?.phases ?? []).flatMap(({ tools }) => tools.filter(({ name }) => name === tool));
  return seen.reduce((sum, { calls }) => sum + calls, 0);
}

/** How many results of each verdict each check has. */
export function checkCoverage(results: readonly ReportedResult[]): Report["coverage"]["checks"] {
  const counts: Report["coverage"]["checks"] = {};
  for (const { check, verdict } of results) {
    const row = counts[check] ?? zero();
    counts[check] = { ...row, [verdict]: row[verdict] + 1 };
  }
  return counts;
}

function zero(): Report["coverage"]["checks"][string] {
  return { "not-applicable": 0, pass: 0, noted: 0, inconclusive: 0, suspected: 0, error: 0, fail: 0 };
}
