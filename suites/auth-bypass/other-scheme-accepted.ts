import { defineRung } from "./rung/define-rung.ts";

/** Is a string that is no token served under a scheme that is not exactly `Bearer`? */
export default defineRung({
  id: "auth-bypass/other-scheme-accepted",
  title: "Another authorization scheme skips the verification",
  severity: "critical",
  why: "The verification runs for one spelling of the header alone: whoever writes another one is let in.",
  fix: "Refuse every request that carries no verified token, instead of looking into those that carry one; compare the scheme regardless of case.",
  refs: {
    cwe: ["CWE-287"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  kinds: ["garbage"],
  unless: ["garbage"],
  jwt: false,
  sentAs: ["lower-case-scheme", "other-scheme"],
});
