import { defineRung } from "./rung/define-rung.ts";

/** Does the right token open the server when it stands in the URL? */
export default defineRung({
  id: "auth-bypass/token-in-query-accepted",
  title: "A token is accepted in the query string",
  severity: "medium",
  why: "URLs are written into logs, histories and referrers, and the token with them.",
  fix: "Take tokens from the `Authorization` header alone.",
  refs: {
    cwe: ["CWE-598"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  kinds: ["unchanged"],
  unless: ["garbage"],
  jwt: false,
  sentAs: ["query"],
});
