import { defineDisguise } from "./disguise/define-disguise.ts";
import { forgedDisguises } from "./disguise/forged.ts";

/** Is a token that names nobody, or several people, as its subject shown what belongs to one user? */
export default defineDisguise({
  id: "auth-bypass/malformed-subject-served",
  title: "A token whose subject is empty or a list is served the data of a user",
  severity: "high",
  why: "What is compared loosely, or looked up by a list, finds a user that the token does not name.",
  fix: "Require that the subject is one string that is not empty, before anything is looked up with it.",
  refs: {
    cwe: ["CWE-20", "CWE-287"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  applies: (_, user) => user.claims !== undefined,
  disguises: (ctx, user) => forgedDisguises(ctx, user, "malformed-subject"),
  forbidden: "all",
  unless: ["unknown-user", "userless"],
  doubtful: [],
});
