import { defineRung } from "./rung/define-rung.ts";

/** Is a token served that the issuer signed, and whose time is over? */
export default defineRung({
  id: "auth-bypass/expired-token-accepted",
  title: "An expired token is accepted",
  severity: "high",
  why: "A token that was lost once opens the server for ever, and who left the company keeps access.",
  fix: "Check `exp`, require that it is there, and allow a clock difference of a minute at the most.",
  refs: {
    cwe: ["CWE-613"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  kinds: ["expired"],
  unless: ["garbage"],
  jwt: true,
});
