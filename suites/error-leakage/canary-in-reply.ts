import { defineCheck } from "../../src/model/check.ts";
import { judgeLeak } from "./leaks/judge-leak.ts";
import { leakRequests, repeatLeak, searchAgain } from "./leaks/repeat.ts";
import { leakSubjects } from "./leaks/subjects.ts";

const places = ["reply", "handshake", "http-headers", "notification", "server-request"] as const;

/**
 * Does a secret that the owner planted come back to somebody who must not see it? It is looked for in all that the other
 * checks got to see. The proof is that the call that showed it shows it again on a new session; the control of a pass is a
 * call that works and whose reply is searched.
 */
export default defineCheck({
  id: "error-leakage/canary-in-reply",
  title: "A planted secret reaches a client that must not see it",
  severity: "critical",
  why: "What stands in a reply, an error, a header or a log notification is in the hands of the client, its model and whoever can persuade the model. A planted secret that arrives there shows that real ones of its kind do.",
  fix: "Filter by the caller where data is read, not where it is shown. Answer with named fields instead of whole records, environments or exceptions, and give errors words of your own.",
  refs: {
    cwe: ["CWE-200", "CWE-209"],
    owaspMcp: ["MCP01:2025", "MCP10:2025"],
    cosai: ["MCP-T5"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls"],
  uses: [],
  phase: "after",
  control: "success",
  requests: leakRequests,

  subjects: ({ canaries }) =>
    canaries.filter(({ table }) => table === undefined).flatMap((canary) => leakSubjects(canary, places)),

  async probe({ subject, scene, calls, args }) {
    const { canary, tool } = subject;
    if (canary === undefined || canary.visible) return;
    if (canary.leaks.length === 0) return searchAgain(scene, calls, args);
    await repeatLeak(canary, places, tool, calls, args);
  },

  judge: (evidence) => judgeLeak(evidence, places, ""),
});
