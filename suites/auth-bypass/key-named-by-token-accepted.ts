import { defineRung } from "./rung/define-rung.ts";

/** Is a token believed that brings its own key: in its header, behind a URL in its header, or as the path of a file? */
export default defineRung({
  id: "auth-bypass/key-named-by-token-accepted",
  title: "The token names the key that it is verified with",
  severity: "critical",
  why: "Whoever names the key has signed with it: anybody can sign for any user.",
  fix: "Take keys from the issuer's published key set alone, by key id; ignore `jwk`, `jku` and `x5u`, and never read a `kid` as a path or a query.",
  refs: {
    cwe: ["CWE-347", "CWE-345"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  kinds: ["kid-path", "kid-url", "embedded-jwk", "jku", "x5u"],
  unless: ["garbage", "foreign-signature"],
  jwt: true,
});
