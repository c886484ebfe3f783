import { accessOf } from "../../src/oracle/access/access.ts";
import { defineSessionCheck } from "./session/define-session-check.ts";
import { judgeEveryRequest } from "./session/judge-every-request.ts";
import { openGuest } from "./session/probe-session.ts";

/**
 * Is a request served on the strength of its session alone: over a session that the right user opened, without a token or with
 * one that is none? The controls are the same request with the right token, and without any token on a session of its own.
 */
export default defineSessionCheck({
  id: "auth-bypass/session-is-authentication",
  title: "The session id stands in for the token",
  severity: "critical",
  why: "Whoever learns a session id, from a log, a proxy or a shared machine, is its user, also after the token is withdrawn.",
  fix: "Verify the token of every request; use the session id for state alone, and bind it to the user of the token.",
  refs: {
    cwe: ["CWE-384", "CWE-306"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/security_best_practices#session-hijacking"],
  },
  applies: () => true,

  async probe(ctx) {
    const guest = await openGuest(ctx);
    if (guest === undefined) return;
    const { principal, say } = guest;
    await say({ role: "attack", label: "none:1" }, { principal, forged: null });
    const garbage = await ctx.identities.forge("garbage", principal);
    if (typeof garbage !== "string" && garbage[0] !== undefined) {
      const who = { principal, forged: garbage[0] };
      // Where it opens a session of its own, it is not this session that it is believed for.
      const alone = await guest.alone(who, { role: "baseline", label: "alone" });
      if (accessOf(alone.reply) !== "served") await say({ role: "attack", label: "garbage:1" }, who);
    }
    await say({ role: "control", label: "right again" });
  },

  judge: (evidence) => judgeEveryRequest(evidence, ["none", "garbage"]),
});
