import { defineLoadTelling } from "./telling/define-load-telling.ts";

/** Do calls that fail only under load show the inside of the server: frames, paths, addresses, statements? */
export default defineLoadTelling({
  id: "load/internals-in-failure",
  title: "Calls that fail under load show the inside of the server",
  severity: "medium",
  why: "Errors of being overwhelmed go other ways than those that tests provoke: timers, pools and proxies throw them, outside the handlers that word all others. Anybody can bring them about by asking often.",
  fix: "Answer errors that nobody expected with one sentence of your own and an id, in one place through which all of them go, and keep the exception for the log.",
  refs: {
    cwe: ["CWE-209", "CWE-497", "CWE-550"],
    owaspMcp: ["MCP10:2025"],
    cosai: ["MCP-T5", "MCP-T10"],
    spec: ["server/tools#security-considerations"],
  },
  kinds: ["stack-frame", "environment", "sql-statement", "driver-message", "network-address", "file-path"],
});
