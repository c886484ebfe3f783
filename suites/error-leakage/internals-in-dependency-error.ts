import { defineFaultTelling } from "./dependency/define-fault-telling.ts";

/** Does a server show how it is built while its database is down? */
export default defineFaultTelling({
  id: "error-leakage/internals-in-dependency-error",
  title: "While the database is down, an error shows the inside of the server",
  severity: "low",
  why: "An outage brings errors that nobody saw in testing: frames, statements and paths in them are a map for whoever looks for the next flaw.",
  fix: "Answer unexpected errors with one sentence of your own and an id, and keep the exception for the log.",
  refs: {
    cwe: ["CWE-209", "CWE-497"],
    owaspMcp: ["MCP10:2025"],
    cosai: ["MCP-T5"],
    spec: ["server/tools#security-considerations"],
  },
  kinds: ["stack-frame", "environment", "sql-statement", "driver-message", "network-address", "file-path"],
});
