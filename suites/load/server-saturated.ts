import { atTheHeight } from "../../src/oracle/load/held-to.ts";
import { time } from "../../src/oracle/load/told.ts";
import { defineLoadCheck } from "./over/define-load-check.ts";

/** Times as long as alone from which on what needs no database is slow; asked where the diagnosis came to something else before it looked. */
const busyFactor = 10;

/** Does the server itself become slow, with everything it answers? */
export default defineLoadCheck({
  id: "load/server-saturated",
  title: "The server itself is at its limit",
  severity: "medium",
  why: "Work that one thread does for everybody holds up all others: even a health check is not answered in time, and the orchestrator restarts a server that only has too much to do.",
  fix: "Take long work out of the thread that answers (worker threads, another process), or run more replicas.",
  refs: { cwe: ["CWE-400"], owaspMcp: [], cosai: ["MCP-T10"], spec: [] },

  judge(load, { kind, because }) {
    if (kind === "server-saturated") return { verdict: "fail", because };
    const unseen = kind === "pool-leak" || kind === "no-pooling";
    if (kind !== "healthy" && kind !== "pool-too-small" && !unseen) return { verdict: "inconclusive", because };
    const alone = load.phases.find(({ name }) => name === "baseline")?.control;
    const top = atTheHeight(load);
    if (alone === undefined || top === undefined || alone.calls === 0 || top.control.calls === 0)
      return { verdict: "inconclusive", because: "nothing that needs no database was answered all through the load" };
    const took = `what needs no database took ${time(alone.p50)} alone, and ${time(top.control.p50)} with ${top.users} users`;
    if (unseen && top.control.p50 > busyFactor * Math.max(1, alone.p50))
      return { verdict: "inconclusive", because: `${took}; but the load came to something else: ${because}` };
    return { verdict: "pass", because: took };
  },
});
