import { defineDisguise } from "./disguise/define-disguise.ts";
import { forgedDisguises } from "./disguise/forged.ts";
import { admitted } from "./people/people.ts";

/**
 * Valid client, no user: is a token of a program, behind which there is no person, shown what belongs to one user? Asked with
 * the services of the config, and with a token of the issuer that names no user.
 */
export default defineDisguise({
  id: "auth-bypass/userless-token-served",
  title: "A token without a user is served a user's data",
  severity: "critical",
  why: "Every program with credentials of its own reads everybody's data: the client is checked, and the person behind it is not.",
  fix: "Serve a user's data to a token with that user in it alone; give programs rights of their own, for what belongs to nobody.",
  refs: {
    cwe: ["CWE-862", "CWE-287"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/security_best_practices#confused-deputy-problem"],
  },
  applies: (scene, user) => user.claims !== undefined || admitted(scene).some(({ standing }) => standing === "service"),

  async disguises(ctx, user) {
    const services = admitted(ctx.scene).filter(({ standing }) => standing === "service");
    const own = services.map(({ name }) => ({ technique: "service", says: "a service", who: { principal: name } }));
    const forged = user.claims === undefined ? "" : await forgedDisguises(ctx, user, "userless");
    if (typeof forged !== "string") return [...own, ...forged];
    return own.length > 0 ? own : forged;
  },
  forbidden: "all",
  unless: ["unknown-user"],
  doubtful: [],
});
