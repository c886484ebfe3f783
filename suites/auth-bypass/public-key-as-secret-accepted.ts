import { defineRung } from "./rung/define-rung.ts";

/** Is a token believed that is signed by HMAC with the issuer's public key, which everybody can read? */
export default defineRung({
  id: "auth-bypass/public-key-as-secret-accepted",
  title: "The issuer's public key is accepted as a shared secret",
  severity: "critical",
  why: "The algorithm is chosen by the token: with a published key anybody can sign for any user.",
  fix: "Name the algorithms that the issuer signs with, and keep keys for signatures and for HMAC apart.",
  refs: {
    cwe: ["CWE-347"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  kinds: ["public-key-as-secret"],
  unless: ["garbage", "foreign-signature"],
  jwt: true,
});
