import { defineCheck } from "../../src/model/check.ts";
import type { UpstreamFacts } from "../../src/model/observation.ts";
import { unclear, withoutControl } from "../inconclusive.ts";
import { attemptOf } from "./people/attempts.ts";
import { ask, callOf, provableTools } from "./people/call.ts";
import { personNamed, rightUser } from "./people/people.ts";
import { toolSubjects } from "./people/subjects.ts";

/** Tools that are asked. */
const mostTools = 30;

/**
 * Does a call send the token of its caller on to an upstream API? The owner points the server at one of ours; the control is
 * that this call arrives there. A whole token that was meant for the server has no other way to get there.
 */
export default defineCheck({
  id: "auth-bypass/token-passed-upstream",
  title: "The caller's token is passed to an upstream API",
  severity: "high",
  why: "The API trusts a token that was made for somebody else, its logs name the wrong party, and whoever runs it can act as the user at the server.",
  fix: "Ask the API with a token of the server's own, or one that was exchanged for this API (RFC 8693).",
  refs: {
    cwe: ["CWE-441", "CWE-522"],
    owaspMcp: ["MCP01:2025", "MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/security_best_practices#token-passthrough"],
  },
  needs: ["identities", "upstream"],
  uses: [],
  // One at a time: what arrives during a call came of that call.
  phase: "last",
  control: "success",
  requests: 4,

  subjects(scene) {
    const user = rightUser(scene);
    if (user === undefined || scene.upstream !== true) return [];
    return toolSubjects(provableTools(scene, user).slice(0, mostTools), user);
  },

  async probe({ subject, scene, args, identities, upstream }) {
    const { principal = "" } = subject;
    const user = personNamed(scene, principal);
    const facts = { jwt: user?.claims !== undefined };
    const { visit } = await identities.enter({ principal }, { role: "control", label: "right:enter" });
    await upstream.look(principal, "before");
    if (visit === undefined) return;
    await ask(visit, callOf(subject, user, args), { role: "control", label: "right", facts });
    await upstream.look(principal, "during");
  },

  judge(evidence) {
    const right = attemptOf(evidence, "right");
    const during = evidence.observations.find(({ label }) => label === "during");
    if (right === undefined || during === undefined) return withoutControl("the right user was not let in");
    const { requests, ever, shown } = during.facts as unknown as UpstreamFacts;
    if (shown.length > 0) {
      const because = `the whole token of ${right.exchange.principal} came to the upstream API in ${shown.join(", ")}`;
      const proof = [during.id, right.exchange.id] as const;
      if (right.exchange.facts.jwt === true) return { verdict: "fail", because, proof, techniques: ["passed"] };
      return { verdict: "suspected", because: `${because}; it is no JWT, and may be meant for that API`, proof };
    }
    if (ever === 0)
      return withoutControl(
        "so far no call of any tool came to the upstream API; point the server at observe.upstream",
      );
    if (requests === 0) return { verdict: "not-applicable", because: "this call did not go to the upstream API" };
    if (right.access !== "served") return unclear("the call came to the upstream API, and was not served in the end");
    return {
      verdict: "pass",
      because: `the call came to the upstream API without the token of ${right.exchange.principal}`,
      control: right.exchange.id,
    };
  },
});
