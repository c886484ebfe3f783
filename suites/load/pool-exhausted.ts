import { defineLoadCheck } from "./over/define-load-check.ts";

/** Do users wait, or fail, because there are fewer connections than users? */
export default defineLoadCheck({
  id: "load/pool-exhausted",
  title: "There are too few connections for the users",
  severity: "medium",
  why: "Callers queue for a connection: at the knee the answers become slower with each further user, and where waiting has a limit they fail, though server and database have nothing to do.",
  fix: "Make the pool as large as the database can take from all replicas together, make statements shorter, and let the server say that it is busy before callers give up.",
  refs: { cwe: ["CWE-400", "CWE-770"], owaspMcp: [], cosai: ["MCP-T10"], spec: [] },

  judge(_, { kind, because }) {
    if (kind === "pool-too-small") return { verdict: "fail", because };
    if (kind === "healthy") return { verdict: "pass", because };
    return { verdict: "inconclusive", because: `the load came to something else: ${because}` };
  },
});
