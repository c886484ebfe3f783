import { defineTelling } from "./telling/define-telling.ts";

/** Does an error show how the server is built: stack traces, statements, paths, addresses, its environment? */
export default defineTelling({
  id: "error-leakage/internals-in-error",
  title: "An error message shows the inside of the server",
  severity: "medium",
  why: "Frames, statements, paths and addresses are a map for whoever looks for the next flaw, and nothing that a caller can act on: names of tables make injections, versions and files make known flaws findable, addresses tell what stands behind.",
  fix: "Answer unexpected errors with one sentence of your own and an id, and keep the exception for the log. Both lines of the official SDK hand the message of a thrown error to the client as it is: catch it in every tool, and mount an error handler behind body parsers.",
  refs: {
    cwe: ["CWE-209", "CWE-497", "CWE-550"],
    owaspMcp: ["MCP10:2025"],
    cosai: ["MCP-T5"],
    spec: ["server/tools#security-considerations"],
  },
  kinds: ["stack-frame", "environment", "sql-statement", "driver-message", "network-address", "file-path"],
});
