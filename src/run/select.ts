import { matchesGlob } from "../engine/glob.ts";
import type { Scope } from "../engine/plan.ts";
import type { Check, Suite } from "../model/check.ts";
import type { ScanRequest, Selection } from "./scan-request.ts";

export { matchesGlob };

/** The checks of the selected suites, in order. A suite or check is named by id or glob. */
export function selectChecks(suites: readonly Suite[], { suites: names, checks }: Selection): readonly Check[] {
  return suites
    .filter((suite) => matches(names, suite.name, true))
    .flatMap((suite) => suite.checks)
    .filter((check) => matches(checks, check.id, true));
}

/** Which tools and arguments may be touched. */
export function scopeOf({ selection, allowDestructive, samples }: ScanRequest): Scope {
  return {
    tool: (name) => matches(selection.includeTools, name, true) && !matches(selection.excludeTools, name, false),
    // Whoever names tools means these and nothing else.
    places: selection.includeTools.length === 0,
    param: (path) => matches(selection.includeParams, path, true),
    allowDestructive,
    sampled: (tool) => Object.hasOwn(samples, tool),
  };
}

function matches(globs: readonly string[], name: string, ifNone: boolean): boolean {
  return globs.length === 0 ? ifNone : globs.some((glob) => matchesGlob(glob, name));
}
