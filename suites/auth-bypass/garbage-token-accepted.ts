import { defineRung } from "./rung/define-rung.ts";

/** Does a string that is no token of anybody open what a token opens? Random text, and the right token with one character changed or its end cut off. */
export default defineRung({
  id: "auth-bypass/garbage-token-accepted",
  title: "Any string is accepted as a token",
  severity: "critical",
  why: "Whoever reaches the server is whoever it takes a caller to be: the token is looked for, and not looked at.",
  fix: "Verify every token: a JWT by its signature, issuer, audience and lifetime, an opaque one by introspection or in constant time against what was given out.",
  refs: {
    cwe: ["CWE-287"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  kinds: ["garbage", "truncated", "opaque-changed"],
  unless: [],
  jwt: false,
});
