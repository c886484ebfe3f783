import { defineRung } from "./rung/define-rung.ts";

/** Is a token believed that the issuer did not sign: with claims changed after signing, or signed with a key of ours? */
export default defineRung({
  id: "auth-bypass/forged-signature-accepted",
  title: "A token is accepted whose signature is not verified",
  severity: "critical",
  why: "Anybody can write a token that names any user and any role.",
  fix: "Verify the signature with the issuer's published keys before a claim is read; use a maintained library's verify function, never its decode function.",
  refs: {
    cwe: ["CWE-347"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  kinds: ["payload-changed", "foreign-signature", "unknown-kid"],
  unless: ["garbage"],
  jwt: true,
});
