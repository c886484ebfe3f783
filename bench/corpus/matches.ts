import picomatch from "picomatch";
import type { Row } from "./entry.ts";
import type { Finding } from "./outcome.ts";

/** True when a finding is one that a row describes. A row's `param` stands for the values inside it too. */
export function matches(row: Row, finding: Finding): boolean {
  if (row.suite !== finding.suite) return false;
  if (row.tool !== undefined && row.tool !== finding.tool) return false;
  if (row.check !== undefined && !picomatch.isMatch(finding.check, row.check, { bash: true })) return false;
  const { param } = finding;
  return row.param === undefined || param === row.param || ["[", "."].some((sep) => param?.startsWith(row.param + sep));
}
