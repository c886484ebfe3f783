import { defineLoadCheck } from "./over/define-load-check.ts";

/** Do calls that fail, or whose client goes away, keep the connection that they used? */
export default defineLoadCheck({
  id: "load/pool-leaked",
  title: "Connections are not given back",
  severity: "high",
  why: "Each call that goes wrong takes a connection with it. After as many of them as the pool has, nobody is served any more, while the database is up and idle: only a restart helps, until the next ones.",
  fix: "Give the connection back in `finally`, whatever happened: `const client = await pool.connect(); try { … } finally { client.release(); }`, or use `pool.query`, which does. End a transaction that failed before. Set a timeout for getting a connection, so that a leak is an error and not a wait for good.",
  refs: { cwe: ["CWE-772", "CWE-404"], owaspMcp: [], cosai: ["MCP-T10"], spec: [] },

  judge(load, { kind, because }) {
    if (kind === "pool-leak") return { verdict: "fail", because };
    if (kind === "generator-saturated") return { verdict: "inconclusive", because };
    const [tried] = load.probes;
    if (tried === undefined) {
      return {
        verdict: "inconclusive",
        because: "no call could be made to fail, so nothing shows what a failure keeps",
      };
    }
    if (load.ownership.foreign.length > 0) return { verdict: "inconclusive", because };
    const hurt = load.probes.find(({ until }) => until !== undefined);
    if (hurt !== undefined) {
      const seen = `after ${hurt.until} × ${hurt.way} a call of somebody else did not work as before`;
      return { verdict: "inconclusive", because: `${seen}, and nothing shows that connections are what it lacked` };
    }
    const ways = load.probes.map(({ way, misbehaved }) => `${misbehaved} × ${way}`).join(", ");
    return { verdict: "pass", because: `calls of others went on working beside ${ways}` };
  },
});
