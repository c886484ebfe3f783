import { defineRung } from "./rung/define-rung.ts";

/** Is a token served that the issuer signed for a time that has not come? */
export default defineRung({
  id: "auth-bypass/early-token-accepted",
  title: "A token is accepted before its time",
  severity: "medium",
  why: "Access that was granted for later is used now.",
  fix: "Check `nbf`, with a clock difference of a minute at the most.",
  refs: {
    cwe: ["CWE-613"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  kinds: ["not-yet-valid"],
  unless: ["garbage"],
  jwt: true,
});
