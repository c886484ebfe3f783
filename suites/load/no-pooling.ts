import { defineLoadCheck } from "./over/define-load-check.ts";

/** New connections for each call up to which a pool is at work: the diagnosis draws the line there, too. */
const shared = 0.5;

/** Does each call open a database connection of its own? */
export default defineLoadCheck({
  id: "load/no-pooling",
  title: "Each call opens a database connection of its own",
  severity: "high",
  why: "A model fires twenty calls at once, and fifty users bring the database to its limit of connections: from then on it refuses this server, and everybody else who uses it.",
  fix: "Open one pool when the server starts and take connections from it, with an upper limit well below the database's `max_connections` divided by the number of replicas.",
  refs: { cwe: ["CWE-400", "CWE-770"], owaspMcp: [], cosai: ["MCP-T10"], spec: [] },

  judge({ connectionsPerCall }, { kind, because }) {
    if (kind === "no-pooling") return { verdict: "fail", because };
    if (connectionsPerCall !== undefined && connectionsPerCall <= shared) {
      const counted = `the database counted ${connectionsPerCall.toFixed(2)} new connections a call`;
      return { verdict: "pass", because: counted };
    }
    if (kind === "healthy")
      return { verdict: "inconclusive", because: "nothing was refused, and nobody looked into the database" };
    return { verdict: "inconclusive", because: `the load came to something else: ${because}` };
  },
});
