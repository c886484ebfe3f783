import { defineRung } from "./rung/define-rung.ts";

/** Is a token served that the same issuer gave out for another server? */
export default defineRung({
  id: "auth-bypass/token-for-another-server-accepted",
  title: "A token for another server is accepted",
  severity: "critical",
  why: "Every other service that gets a token of this issuer can use it here, in the name of its user.",
  fix: "Check that `aud` names this server (RFC 8707); where the provider puts no audience into access tokens, check the client id and the scope instead.",
  refs: {
    cwe: ["CWE-863"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  kinds: ["other-audience"],
  unless: ["garbage"],
  jwt: true,
});
