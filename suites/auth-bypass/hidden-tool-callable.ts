import { defineMatrixCheck } from "./matrix/define-matrix-check.ts";
import { isListed } from "./matrix/pairs.ts";

/** Is a tool that a principal is not shown served all the same to one who knows its name? */
export default defineMatrixCheck({
  id: "auth-bypass/hidden-tool-callable",
  title: "A tool that is hidden from a role can be called by it",
  severity: "high",
  why: "The list is filtered, the call is not: whoever has seen a name once, in documentation or in somebody else's list, uses the tool.",
  fix: "Check the right to use a tool where it is called; make the list by the same rule.",
  refs: {
    cwe: ["CWE-862"],
    owaspMcp: ["MCP02:2025"],
    cosai: ["MCP-T2"],
    spec: ["server/tools#security-considerations"],
  },
  asks: ({ asker, tool }) => !isListed(asker, tool) && asker.expected(tool) === undefined,
  kinds: [],
  though: "a tool that is not in the list this principal is shown",
});
