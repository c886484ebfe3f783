import { defineDisguise } from "./disguise/define-disguise.ts";
import { forgedDisguises } from "./disguise/forged.ts";

/** Is a user whom the server cannot know, in a token that its issuer signed, shown what belongs to one of its users? */
export default defineDisguise({
  id: "auth-bypass/unknown-user-served",
  title: "A user who does not exist is served the data of one who does",
  severity: "critical",
  why: "A lookup that finds nobody ends at somebody: any account of the provider, a guest's or a test account, reads a user's data.",
  fix: "Refuse a token whose subject is no user of this server; never fall back to a default user.",
  refs: {
    cwe: ["CWE-287", "CWE-639"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  applies: (_, user) => user.claims !== undefined,
  disguises: (ctx, user) => forgedDisguises(ctx, user, "unknown-user"),
  forbidden: "all",
  unless: [],
  doubtful: [],
});
