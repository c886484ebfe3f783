import { heldTo } from "../../src/oracle/load/held-to.ts";
import { defineLoadCheck } from "./over/define-load-check.ts";

/** Is the server as it was before soon after the load is over? */
export default defineLoadCheck({
  id: "load/slow-recovery",
  title: "After the load the server does not come back",
  severity: "medium",
  why: "A peak passes; what it leaves behind (queues, dead connections, sessions that nobody ended) goes on costing those who come afterwards.",
  fix: "Bound queues and waits, drop work whose caller is gone, and test connections before they are used again.",
  refs: { cwe: ["CWE-404"], owaspMcp: [], cosai: ["MCP-T10"], spec: [] },

  judge(load, diagnosis, slo) {
    const held = heldTo(load, diagnosis, slo).find(({ about }) => about === "recovery");
    const { afterLoad } = load;
    if (afterLoad === undefined || held === undefined)
      return { verdict: "inconclusive", because: "the run ended before the load was over" };
    if (load.ownership.foreign.length > 0)
      return {
        verdict: "inconclusive",
        because: "answers went to other callers, so that those of the last ones may have",
      };
    const { quietMs, good, failed, ok, message } = afterLoad;
    const quiet = `${Math.round(quietMs / 1_000)} s after the load`;
    if (held.kept === true) return { verdict: "pass", because: `${quiet} a call took ${Math.round(ok.p50)} ms` };
    if (held.kept === undefined) {
      return {
        verdict: "inconclusive",
        because:
          diagnosis.kind === "generator-saturated" ? diagnosis.because : `calls were not made again before ${quiet}`,
      };
    }
    if (failed === 0 && held.measured !== undefined) {
      const seconds = (held.measured / 1_000).toFixed(1);
      return {
        verdict: "fail",
        because: `calls were as quick as before only ${seconds} s after the load, where ${held.limit / 1_000} s are allowed`,
      };
    }
    const told = message === undefined || message === "" ? "" : `: ${message}`;
    const slow =
      failed === 0 ? `a call still took ${Math.round(ok.p50)} ms` : `${failed} of ${good + failed} calls failed${told}`;
    return { verdict: "fail", because: `${quiet} ${slow}` };
  },
});
