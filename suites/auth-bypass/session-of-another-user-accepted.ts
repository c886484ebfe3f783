import { privateWords, shows } from "../../src/oracle/access/private-words.ts";
import { unclear } from "../inconclusive.ts";
import { attemptOf } from "./people/attempts.ts";
import { attempt, callOf, tellingTools } from "./people/call.ts";
import { rightUserNotServed } from "./people/judgements.ts";
import { personNamed } from "./people/people.ts";
import { rivalOf } from "./people/rival.ts";
import { defineSessionCheck } from "./session/define-session-check.ts";
import { openGuest } from "./session/probe-session.ts";

/** Tools that are asked: one that tells users apart is enough. */
const mostTools = 3;

/**
 * Is a user served what belongs to another one, by sending an own valid token over the other's session? The control is what
 * each of the two is shown on a session of their own: only what tells them apart proves anything.
 */
export default defineSessionCheck({
  id: "auth-bypass/session-of-another-user-accepted",
  title: "The session decides who the user is, not the token",
  severity: "critical",
  why: "Any user who learns a session id of another one acts in their name, with an own token that is in order.",
  fix: "Take the user from the verified token of each request, and refuse a session that another user opened.",
  refs: {
    cwe: ["CWE-639", "CWE-384"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/security_best_practices#session-hijacking"],
  },
  tools: (scene, user) => tellingTools(scene, user).slice(0, mostTools),
  applies: (scene, user) => rivalOf(scene, user) !== undefined,

  async probe(ctx) {
    const guest = await openGuest(ctx);
    const user = personNamed(ctx.scene, guest?.principal);
    const rival = user && rivalOf(ctx.scene, user);
    if (guest === undefined || rival === undefined) return;
    const own = callOf(ctx.subject, user, ctx.args);
    await attempt(ctx.identities, { principal: rival.name }, own, { role: "baseline", label: "rival" });
    await guest.say({ role: "attack", label: "swapped" }, { principal: rival.name });
    await guest.say({ role: "control", label: "right again" });
  },

  judge(evidence) {
    const right = attemptOf(evidence, "right");
    const again = attemptOf(evidence, "right again");
    const rival = attemptOf(evidence, "rival");
    const swapped = attemptOf(evidence, "swapped");
    if (right?.access !== "served") return rightUserNotServed;
    if (rival === undefined || swapped === undefined || again === undefined) return unclear("not everything was asked");
    const sent = JSON.stringify(right.exchange.request.params);
    const words = privateWords([right.exchange.reply, again.exchange.reply], [rival.exchange.reply], sent);
    const control = right.exchange.id;
    if (shows(words, swapped.exchange.reply)) {
      const because = `${rival.exchange.principal} was served what belongs to ${right.exchange.principal}, whose session it sent with an own token`;
      return { verdict: "fail", because, proof: [swapped.exchange.id], control, techniques: ["swapped-token"] };
    }
    if (swapped.access === "unknown") return unclear("the request over the other's session was not answered");
    if (words.size === 0)
      return {
        verdict: "not-applicable",
        because: "both users are told the same, so that nothing shows whose session it is",
      };
    if (swapped.access === "served" || again.access === "served") {
      return { verdict: "pass", because: "over another's session a user was served nothing of theirs", control };
    }
    return unclear("the session did not outlast the other user's token");
  },
});
