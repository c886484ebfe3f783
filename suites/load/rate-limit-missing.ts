import { causeOf } from "../../src/oracle/load/failures.ts";
import { sum } from "../../src/oracle/load/told.ts";
import { defineLoadCheck } from "./over/define-load-check.ts";

/** Is there any limit to what one caller may ask for? */
export default defineLoadCheck({
  id: "load/rate-limit-missing",
  title: "Nothing limits what one caller may ask for",
  severity: "low",
  why: "A model in a loop, or one user among many, takes all there is.",
  fix: "Limit calls for each user, answer 429 with Retry-After beyond it, and say so in the tool's error.",
  refs: {
    cwe: ["CWE-770", "CWE-799"],
    owaspMcp: [],
    cosai: ["MCP-T10"],
    spec: ["server/tools#security-considerations"],
  },

  judge({ phases, failures }, { kind, because }) {
    if (kind === "rate-limited") return { verdict: "pass", because };
    const most = Math.round(Math.max(0, ...phases.map(({ throughput }) => throughput)));
    if (most === 0) return { verdict: "inconclusive", because: "no call worked" };
    const refused = sum(failures.filter((one) => causeOf(one) === "rate-limit").map(({ calls }) => calls));
    if (refused > 0) {
      const because = `${refused} calls were refused for being too many, which is too few to tell a limit by`;
      return { verdict: "inconclusive", because };
    }
    return {
      verdict: "noted",
      because: `${most} calls a second were answered, and none was refused for being too many`,
    };
  },
});
