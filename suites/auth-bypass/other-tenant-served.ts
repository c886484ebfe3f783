import { defineDisguise } from "./disguise/define-disguise.ts";
import { forgedDisguises } from "./disguise/forged.ts";

/** Is a user whose token names another tenant than the user's own shown what belongs to that tenant? */
export default defineDisguise({
  id: "auth-bypass/other-tenant-served",
  title: "A token that names another tenant is served its data",
  severity: "high",
  why: "The tenant is believed on its own: where a claim can be set by a user, a profile field or an invitation, the wall between customers is gone.",
  fix: "Look the tenant up for the user of the token, and refuse a token whose tenant claim says something else.",
  refs: {
    cwe: ["CWE-863"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  applies: (_, user) => user.claims !== undefined,
  disguises: (ctx, user) => forgedDisguises(ctx, user, "other-tenant"),
  forbidden: "others",
  unless: [],
  doubtful: [],
});
