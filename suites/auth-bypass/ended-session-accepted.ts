import { accessOf } from "../../src/oracle/access/access.ts";
import { unclear } from "../inconclusive.ts";
import { attemptOf } from "./people/attempts.ts";
import { rightUserNotServed } from "./people/judgements.ts";
import { defineSessionCheck } from "./session/define-session-check.ts";
import { openGuest } from "./session/probe-session.ts";

/**
 * Is a session served that its user has ended? The control is a call over it before the end, which the server confirmed.
 */
export default defineSessionCheck({
  id: "auth-bypass/ended-session-accepted",
  title: "A session works on after it was ended",
  severity: "medium",
  why: "Who signs out believes that nobody can go on: a session id that was learnt before still works.",
  fix: "Forget the session when it is ended, and answer HTTP 404 to whoever names it afterwards.",
  refs: {
    cwe: ["CWE-613"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/transports#session-management"],
  },
  applies: ({ surface }) => surface.transport === "streamable-http",

  async probe(ctx) {
    const guest = await openGuest(ctx);
    if (guest === undefined || !guest.visit.named) return;
    await guest.visit.bare("DELETE", { role: "control", label: "ended" });
    await guest.say({ role: "attack", label: "afterwards" });
  },

  judge(evidence) {
    const right = attemptOf(evidence, "right");
    if (right?.access !== "served") return rightUserNotServed;
    const ended = evidence.exchanges.find(({ label }) => label === "ended");
    const after = attemptOf(evidence, "afterwards");
    if (ended === undefined || accessOf(ended.reply) !== "served" || after === undefined) {
      return { verdict: "not-applicable", because: "the server has no sessions that a client can end" };
    }
    if (after.access === "unknown") return unclear("the call after the end was not answered");
    const control = right.exchange.id;
    if (after.access === "refused")
      return { verdict: "pass", because: "after its end the session was refused", control };
    return {
      verdict: "fail",
      because: "a call was served over a session that the server had confirmed to be ended",
      proof: [after.exchange.id, ended.id],
      control,
      techniques: ["ended"],
    };
  },
});
