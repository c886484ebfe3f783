import type { Suite } from "../../model/check.ts";
import { HarnessError } from "../../model/errors.ts";
import type { Selection } from "../../run/scan-request.ts";
import { matchesGlob, selectChecks } from "../../run/select.ts";
import { nearest } from "../nearest.ts";

/** A suite or check that matches nothing is a usage error: a run that silently tests nothing would look like a pass. */
export function checkSelection(selection: Selection, suites: readonly Suite[]): void {
  const names = suites.map(({ name }) => name);
  const ids = suites.flatMap(({ checks }) => checks.map(({ id }) => id));
  for (const pattern of selection.suites) requireMatch("suite", pattern, names);
  for (const pattern of selection.checks) requireMatch("check", pattern, ids);
  if (selectChecks(suites, selection).length > 0) return;
  throw new HarnessError(
    "usage",
    "No check is both in the suites and among the checks asked for.",
    "Leave --suite out.",
  );
}

function requireMatch(kind: "suite" | "check", pattern: string, names: readonly string[]): void {
  if (names.some((name) => matchesGlob(pattern, name))) return;
  const guess = nearest(pattern, names);
  throw new HarnessError(
    "usage",
    `There is no ${kind} ${JSON.stringify(pattern)}.`,
    guess === undefined ? "mcp-gauntlet list names them all." : `Did you mean ${guess}?`,
  );
}
