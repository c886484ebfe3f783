import { accessOf } from "../../src/oracle/access/access.ts";
import { defineSessionCheck } from "./session/define-session-check.ts";
import { judgeEveryRequest } from "./session/judge-every-request.ts";
import { openGuest } from "./session/probe-session.ts";

/**
 * Is an expired token served over a session that was opened while it was valid? The controls are the right token on the same
 * session, and no token on a session of its own.
 */
export default defineSessionCheck({
  id: "auth-bypass/token-expiring-in-session-accepted",
  title: "A token that expired is still accepted within its session",
  severity: "high",
  why: "A session outlives the access that it was opened with: who was locked out, or whose token was stolen once, stays in.",
  fix: "Check the lifetime of the token with every request, also where its signature was verified before.",
  refs: {
    cwe: ["CWE-613"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  applies: (_, user) => user.claims !== undefined,

  async probe(ctx) {
    const guest = await openGuest(ctx);
    if (guest === undefined) return;
    const { principal, say } = guest;
    let missing = "";
    for (const kind of ["garbage", "expired"] as const) {
      const forged = await ctx.identities.forge(kind, principal);
      const role = kind === "expired" ? "attack" : "baseline";
      const [first] = typeof forged === "string" ? [] : forged;
      if (typeof forged === "string") missing = forged;
      if (first === undefined) continue;
      const who = { principal, forged: first };
      const alone = await guest.alone(who, { role: "baseline", label: `alone ${kind}` });
      if (accessOf(alone.reply) !== "served") await say({ role, label: `${kind}:1` }, who);
    }
    await say({ role: "control", label: "right again", facts: { missing } });
  },

  judge: (evidence) => judgeEveryRequest(evidence, ["expired"]),
});
