import { defineLoadTelling } from "./telling/define-load-telling.ts";

/** Do calls that fail only under load show a credential? */
export default defineLoadTelling({
  id: "load/secret-in-failure",
  title: "Calls that fail under load show a credential",
  severity: "critical",
  why: "What is said when a pool is empty, or a dependency does not answer in time, was seen by nobody before the rollout: drivers put the connection string into it, and on the day everybody comes everybody reads it.",
  fix: "Catch errors of pools and clients where they arise, those of waiting for them included, log them with credentials removed, and answer in words of your own: that there is too much to do, and when to try again.",
  refs: {
    cwe: ["CWE-209", "CWE-522"],
    owaspMcp: ["MCP01:2025"],
    cosai: ["MCP-T5", "MCP-T10"],
    spec: ["server/tools#security-considerations"],
  },
  kinds: ["secret"],
});
