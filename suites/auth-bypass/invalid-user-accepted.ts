import { defineCheck } from "../../src/model/check.ts";
import type { Subject } from "../../src/model/subject.ts";
import { asOthers } from "../as-others.ts";
import { unclear } from "../inconclusive.ts";
import { attemptOf } from "./people/attempts.ts";
import { attempt, callOf, tellingTools } from "./people/call.ts";
import { rightUserNotServed, servedToNobody } from "./people/judgements.ts";
import { personNamed, rightUser } from "./people/people.ts";

/** Tools that are asked: one may refuse for a reason of its own, such as an object that is another's. */
const mostTools = 3;

/**
 * Valid client, invalid user: is somebody served whom the owner calls disabled, deleted or unknown, and whose credentials are
 * otherwise in order? The controls are the same call of the right user, which is served, and of nobody, which is not.
 */
export default defineCheck({
  id: "auth-bypass/invalid-user-accepted",
  title: "A user who may not work here any more is served",
  severity: "critical",
  why: "The token is looked at, and the person behind it is not: whoever left, or was locked out, goes on until the token ends, and longer where it is renewed.",
  fix: "Look the user of a verified token up with each session, at the least, and refuse who is disabled, deleted or not there.",
  refs: {
    cwe: ["CWE-863", "CWE-287"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  ...asOthers,
  requests: 12,

  subjects(scene) {
    const user = rightUser(scene);
    if (user === undefined) return [];
    const tools = tellingTools(scene, user).slice(0, mostTools);
    return scene.identities
      .filter(({ standing, credentials }) => credentials && ["disabled", "deleted", "unknown"].includes(standing))
      .flatMap(({ name: principal }): readonly Subject[] =>
        tools.length === 0
          ? [{ key: `${principal} (tools/list)`, principal }]
          : tools.map((tool) => ({ key: `${principal} (${tool})`, principal, tool })),
      );
  },

  async probe({ subject, scene, args, identities }) {
    const { principal = "" } = subject;
    const user = rightUser(scene);
    if (user === undefined) return;
    const call = callOf(subject, user, args);
    const standing = personNamed(scene, principal)?.standing ?? "";
    await attempt(identities, { principal: user.name }, call, { role: "control", label: "right" });
    await attempt(identities, { principal, forged: null }, call, { role: "baseline", label: "nobody" });
    await attempt(identities, { principal }, call, { role: "attack", label: "invalid", facts: { standing } });
  },

  judge(evidence) {
    const right = attemptOf(evidence, "right");
    const nobody = attemptOf(evidence, "nobody");
    const invalid = attemptOf(evidence, "invalid");
    if (right?.access !== "served") return rightUserNotServed;
    if (nobody?.access === "served") return servedToNobody;
    if (invalid === undefined || invalid.access === "unknown") {
      const { reply } = invalid?.exchange ?? {};
      return unclear(reply?.kind === "closed" ? `this user could not ask: ${reply.why}` : "nothing was answered");
    }
    const control = right.exchange.id;
    const { principal, facts } = invalid.exchange;
    if (invalid.access === "refused")
      return { verdict: "pass", because: `${principal}, who is ${facts.standing}, was refused`, control };
    return {
      verdict: "fail",
      because: `${principal}, who is ${facts.standing}, was served as ${right.exchange.principal} is`,
      proof: [invalid.exchange.id],
      control,
      techniques: [String(facts.standing)],
    };
  },
});
