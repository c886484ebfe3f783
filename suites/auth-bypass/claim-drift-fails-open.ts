import { defineMatrixCheck } from "./matrix/define-matrix-check.ts";
import { isListed } from "./matrix/pairs.ts";

/**
 * Does a role open more when the provider changes how it writes roles: under another name, or as another type? Asked of tools
 * that the principal is not served with a token as it is now.
 */
export default defineMatrixCheck({
  id: "auth-bypass/claim-drift-fails-open",
  title: "A change in the form of the role claim opens more than the role",
  severity: "high",
  why: "Providers rename and retype claims with a setting: on that day everybody is what the code takes a missing role for.",
  fix: "Treat roles that are missing, or not of the form you expect, as no role at all.",
  refs: {
    cwe: ["CWE-636", "CWE-863"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  asks: ({ asker, tool }) => asker.claims !== undefined && (!isListed(asker, tool) || asker.expected(tool) === "deny"),
  kinds: ["roles-renamed", "roles-retyped"],
  though: "a tool that it is refused with its own token",
});
