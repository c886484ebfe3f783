import type { Reply } from "../../src/model/reply.ts";
import { accessOf } from "../../src/oracle/access/access.ts";
import { unclear } from "../inconclusive.ts";
import { attemptOf } from "./people/attempts.ts";
import { rightUserNotServed, servedToNobody } from "./people/judgements.ts";
import { defineSessionCheck } from "./session/define-session-check.ts";
import { openGuest } from "./session/probe-session.ts";

/**
 * Do the other methods of the endpoint look at the token as POST does: GET, which opens the event stream of a session, and
 * DELETE, which ends it? The controls are the same GET with the right token, and a call over the session before and after.
 */
export default defineSessionCheck({
  id: "auth-bypass/stream-without-token",
  title: "A session can be listened to or ended without a token",
  severity: "high",
  why: "Whoever learns a session id reads what the server tells its user, or ends the session.",
  fix: "Put the verification of the token before the endpoint as a whole, not before one of its methods.",
  refs: {
    cwe: ["CWE-306"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-requirements"],
  },
  applies: ({ surface }) => surface.transport === "streamable-http",

  async probe(ctx) {
    const guest = await openGuest(ctx);
    if (guest === undefined) return;
    const { principal, visit, say } = guest;
    const nobody = { principal, forged: null };
    if (!visit.named) return;
    await visit.bare("GET", { role: "attack", label: "listen:1" }, nobody);
    await visit.bare("GET", { role: "control", label: "listening" });
    await say({ role: "control", label: "right again" });
    await visit.bare("DELETE", { role: "attack", label: "end:1" }, nobody);
    await say({ role: "confirm", label: "after the end" });
  },

  judge(evidence) {
    const right = attemptOf(evidence, "right again") ?? attemptOf(evidence, "right");
    const nobody = attemptOf(evidence, "nobody");
    if (right?.access !== "served") return rightUserNotServed;
    if (nobody?.access === "served") return servedToNobody;
    const [listen, listening, ended, after] = ["listen:1", "listening", "end:1", "after the end"].map((label) =>
      evidence.exchanges.find((one) => one.label === label),
    );
    if (listen === undefined || listening === undefined || ended === undefined || after === undefined)
      return { verdict: "not-applicable", because: "the server has no sessions that could be listened to or ended" };
    const heard = accessOf(listen.reply) === "served";
    const gone = accessOf(ended.reply) === "served" && accessOf(after.reply) === "refused";
    const control = right.exchange.id;
    const proof = [...(heard ? [listen.id] : []), ...(gone ? [ended.id, after.id] : [])];
    const [first, ...others] = proof;
    if (first !== undefined) {
      const what = [heard ? "opened the event stream of a session" : "", gone ? "ended a session" : ""];
      return {
        verdict: "fail",
        because: `a request without a token ${what.filter((part) => part !== "").join(", and another ")}, while a call without one is refused`,
        proof: [first, ...others],
        control,
        techniques: [...(heard ? ["listen"] : []), ...(gone ? ["end"] : [])],
      };
    }
    if (accessOf(listen.reply) === "unknown") return unclear("the event stream was neither opened nor refused");
    if (alike(listen.reply, listening.reply) && !notOffered(listen.reply))
      return unclear("the event stream was refused with the token as it was without one");
    if (accessOf(ended.reply) === "served")
      return unclear("the end of the session was taken on without a token, and the session went on");
    return { verdict: "pass", because: "without a token the session could neither be listened to nor ended", control };
  },
});

function alike(one: Reply, other: Reply): boolean {
  return one.kind === "http-error" && other.kind === "http-error" && one.status === other.status;
}

/** A method that the endpoint does not have, as the transport wants that said. */
function notOffered(reply: Reply): boolean {
  return reply.kind === "http-error" && reply.status === 405;
}
