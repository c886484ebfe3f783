import { defineRung } from "./rung/define-rung.ts";

/** Is a token served whose issuer is not the one of this server? */
export default defineRung({
  id: "auth-bypass/token-of-another-issuer-accepted",
  title: "A token of another issuer is accepted",
  severity: "critical",
  why: "Any tenant of the same provider, or whoever runs another issuer, decides who this server's users are.",
  fix: "Check that `iss` is exactly the configured issuer, and take keys from that issuer alone.",
  refs: {
    cwe: ["CWE-346"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  kinds: ["other-issuer"],
  unless: ["garbage"],
  jwt: true,
});
