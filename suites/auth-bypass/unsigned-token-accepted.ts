import { defineRung } from "./rung/define-rung.ts";

/** Is a token believed that says of itself that it has no signature, or whose signature was cut off? */
export default defineRung({
  id: "auth-bypass/unsigned-token-accepted",
  title: "An unsigned token is accepted",
  severity: "critical",
  why: "Anybody can write such a token, for any user and any role.",
  fix: "Name the algorithms that the issuer signs with and refuse every other one, `none` in all spellings included.",
  refs: {
    cwe: ["CWE-347"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  kinds: ["unsigned", "signature-stripped"],
  unless: ["garbage", "foreign-signature"],
  jwt: true,
});
