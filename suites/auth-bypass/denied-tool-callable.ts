import { defineMatrixCheck } from "./matrix/define-matrix-check.ts";

/** Is a tool served to a principal to whom the owner denies it: `expect.deny`? */
export default defineMatrixCheck({
  id: "auth-bypass/denied-tool-callable",
  title: "A tool is served to a role that it is denied to",
  severity: "high",
  why: "The roles that the owner believes in are not those that the server keeps.",
  fix: "Check the right to use a tool where it is called, against the roles of the verified token.",
  refs: {
    cwe: ["CWE-863"],
    owaspMcp: ["MCP02:2025"],
    cosai: ["MCP-T2"],
    spec: ["server/tools#security-considerations"],
  },
  asks: ({ asker, tool }) => asker.expected(tool) === "deny",
  kinds: [],
  though: "a tool that the config denies to this principal",
});
