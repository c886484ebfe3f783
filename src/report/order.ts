import type { ReportedResult } from "../model/report.ts";
import { severities } from "../model/verdict.ts";

/** Compares names the way people count: `r3.2` before `r3.10`. The same on every machine, whatever its locale. */
export const byNumber = new Intl.Collator("en", { numeric: true }).compare;

/** Most severe first, then by check and subject. */
export function mostSevereFirst(a: ReportedResult, b: ReportedResult): number {
  return (
    severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
    byNumber(a.check, b.check) ||
    byNumber(a.subject, b.subject) ||
    byNumber(a.principal, b.principal)
  );
}
