import { privateWords, shows } from "../../src/oracle/access/private-words.ts";
import { unclear } from "../inconclusive.ts";
import { attemptOf } from "./people/attempts.ts";
import { ask, attempt, callOf, tellingTools } from "./people/call.ts";
import { rightUserNotServed, servedToNobody } from "./people/judgements.ts";
import { personNamed } from "./people/people.ts";
import { rivalOf } from "./people/rival.ts";
import { defineSessionCheck } from "./session/define-session-check.ts";
import { openGuest } from "./session/probe-session.ts";

/**
 * Is a request believed because another one came over the same TCP connection before it, with a token: one without a token, or
 * with that of another user? The control is the very same request over a connection of its own, which is refused or answered to
 * the other user as such.
 */
export default defineSessionCheck({
  id: "auth-bypass/connection-is-authentication",
  title: "The connection stands in for the token",
  severity: "critical",
  why: "Proxies and gateways send the requests of many users over one connection: whoever comes next is the one before.",
  fix: "Verify the token of every request; keep nothing about its user with the connection.",
  refs: {
    cwe: ["CWE-306", "CWE-488"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-requirements"],
  },
  tools: (scene, user) => tellingTools(scene, user).slice(0, 1),
  applies: ({ surface }) => surface.transport === "streamable-http",

  async probe(ctx) {
    const guest = await openGuest(ctx);
    const user = personNamed(ctx.scene, guest?.principal);
    const line = guest?.visit.line("answered");
    if (guest === undefined || user === undefined || line === undefined) return;
    const { principal, visit, say } = guest;
    const { method, params } = callOf(ctx.subject, user, ctx.args);
    const nobody = { principal, forged: null };
    await say({ role: "baseline", label: "elsewhere" }, nobody);
    await line.request(method, params, { role: "control", label: "line" });
    await line.request(method, params, { role: "attack", label: "none:1" }, nobody);
    const rival = rivalOf(ctx.scene, user);
    if (rival !== undefined) {
      const who = { principal: rival.name };
      await attempt(ctx.identities, who, { method, params }, { role: "baseline", label: "rival" });
      await say({ role: "baseline", label: "rival elsewhere" }, who);
      await line.request(method, params, { role: "control", label: "line again" });
      await line.request(method, params, { role: "attack", label: "swapped:1" }, who);
    }
    await ask(visit, { method, params }, { role: "control", label: "right again" });
  },

  judge(evidence) {
    const of = (label: string) => attemptOf(evidence, label);
    const [right, again, line, lineAgain] = ["right", "right again", "line", "line again"].map(of);
    if (right?.access !== "served") return rightUserNotServed;
    if (of("nobody")?.access === "served") return servedToNobody;
    const none = of("none");
    if (line === undefined || none === undefined)
      return unclear("no connection could be kept to the server: requests go through a proxy");
    const elsewhere = of("elsewhere");
    if (elsewhere?.access === "served")
      return {
        verdict: "not-applicable",
        because: "over the session it is served without a token, whatever the connection",
      };
    const control = right.exchange.id;
    const baselines = [of("rival"), of("rival elsewhere")].flatMap((one) => (one ? [one.exchange.reply] : []));
    const own = [right, again, line, lineAgain].flatMap((one) => (one ? [one.exchange.reply] : []));
    const words = privateWords(own, baselines, JSON.stringify(right.exchange.request.params));
    const swapped = of("swapped");
    const taken = swapped !== undefined && shows(words, swapped.exchange.reply) ? swapped : undefined;
    const hits = [...(none.access === "served" ? [none] : []), ...(taken === undefined ? [] : [taken])];
    const [first, ...more] = hits;
    if (first !== undefined) {
      const how = first === none ? "without a token" : `with the token of ${first.exchange.principal}`;
      const proof = [...more, ...(elsewhere === undefined ? [] : [elsewhere])].map(({ exchange }) => exchange.id);
      return {
        verdict: "fail",
        because: `a request ${how} was served as ${right.exchange.principal}, whose request came over the same connection before; over a connection of its own it is not`,
        proof: [first.exchange.id, ...proof],
        control,
        techniques: hits.map(({ label }) => label.split(":")[0] ?? label),
      };
    }
    if (line.access !== "served") return unclear("over a connection of its own the right user was not served");
    if (none.access === "unknown")
      return {
        verdict: "not-applicable",
        because: "the server ends the connection, so that nothing can follow over it",
      };
    return { verdict: "pass", because: "over the same connection each request was judged by its own token", control };
  },
});
