import { HarnessError } from "../model/errors.ts";
import { type Report, reportSchema } from "../model/report.ts";
import { visibleBlock } from "./escape/visible.ts";
import { ordered } from "./ordered.ts";

/** The report as JSON: checked against schema v1, keys in the schema's order, indented, with hidden characters as escapes. */
export function renderJson(report: Report): string {
  const checked = reportSchema.safeParse(report);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    const where = issue?.path.join(".") ?? "";
    throw new HarnessError(
      "harness-bug",
      `The report is not valid at ${where}: ${issue?.message}`,
      "Please report this.",
    );
  }
  // What is written is the report as it was handed over: parsing would drop a `__proto__` that was sent as evidence.
  // Escapes inside strings are still the same JSON, and the file can be printed on a terminal without harm.
  return `${visibleBlock(JSON.stringify(ordered(report, reportSchema), null, 2))}\n`;
}
