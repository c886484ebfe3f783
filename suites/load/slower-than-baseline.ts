import { defineLoadCheck } from "./over/define-load-check.ts";

/** Are calls slower than in an earlier load that was just the same? */
export default defineLoadCheck({
  id: "load/slower-than-baseline",
  title: "Calls are slower than in the baseline",
  severity: "medium",
  why: "A service level leaves room: what becomes slower release by release is seen in a comparison long before the level is broken.",
  fix: "Look at what changed since the baseline was made: statements, indexes, pool, library versions. If it is meant to be so, make a new baseline.",
  refs: { cwe: [], owaspMcp: [], cosai: ["MCP-T10"], spec: [] },

  judge(_, __, ___, comparison) {
    if (comparison === undefined) return { verdict: "not-applicable", because: "no baseline was given" };
    const { verdict, because } = comparison;
    if (verdict === "slower") return { verdict: "fail", because };
    return { verdict: verdict === "not-slower" ? "pass" : "inconclusive", because };
  },
});
