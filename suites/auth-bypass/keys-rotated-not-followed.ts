import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { unclear } from "../inconclusive.ts";
import { attemptOf } from "./people/attempts.ts";
import { attempt, callOf, provableTools } from "./people/call.ts";
import { rightUserNotServed } from "./people/judgements.ts";
import { personNamed, rightUser } from "./people/people.ts";
import { callSubjects } from "./people/subjects.ts";

/** Milliseconds before each attempt with the new key: libraries do not ask for keys twice within 30 seconds. */
const patience = [0, 3_000, 10_000, 22_000];

/**
 * Is a token served that is signed with a new key of its issuer, within the time that common libraries need to fetch it? The
 * control is the token with the old key before. A server whose keys were given to it by hand is in order: nothing is ever proven.
 */
export default defineCheck({
  id: "auth-bypass/keys-rotated-not-followed",
  title: "New keys of the provider are not taken up",
  severity: "low",
  why: "When the provider changes its keys, which it may do at any time, everybody is locked out until somebody restarts the server.",
  fix: "Fetch the keys again for a key id that is not known, with a limit of the rate.",
  refs: {
    cwe: ["CWE-324"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  ...asOthers,
  requests: 16,

  subjects(scene) {
    const user = rightUser(scene);
    if (user?.claims === undefined || scene.surface.transport === "stdio") return [];
    return callSubjects(provableTools(scene, user).slice(0, 1), user);
  },

  async probe({ subject, scene, args, identities: { provider, ...identities } }) {
    const { principal = "" } = subject;
    const call = callOf(subject, personNamed(scene, principal), args);
    await attempt(identities, { principal }, call, { role: "control", label: "right" });
    const before = provider?.asked() ?? 0;
    const forged = await provider?.rotate(principal);
    if (provider === undefined || forged === undefined || typeof forged === "string") return;
    for (const [turn, ms] of patience.entries()) {
      if (ms > 0) await provider.settle(ms);
      const facts = { asked: provider.asked() - before };
      const step = { role: "control", label: `rotated:${turn + 1}`, facts } as const;
      const { exchange } = await attempt(identities, { principal, forged }, call, step);
      if (exchange.reply.kind === "result") return;
    }
  },

  judge(evidence) {
    const right = attemptOf(evidence, "right");
    const rotated = attemptOf(evidence, "rotated");
    if (right?.access !== "served") return rightUserNotServed;
    if (rotated === undefined) {
      const because = "only the test issuer can change its keys: set up `issuer` in the config";
      return { verdict: "inconclusive", reason: "no-credentials", because };
    }
    if (rotated.access === "served")
      return { verdict: "pass", because: "a token with a new key was served", control: rotated.exchange.id };
    if (rotated.access === "unknown" || rotated.exchange.facts.asked === 0)
      return unclear("the server asked for no new keys: it keeps those that it has, or was given them by hand");
    const because =
      "the server asked its provider for the new keys, and refused a token that is signed with one of them";
    return { verdict: "suspected", because, proof: [rotated.exchange.id], control: right.exchange.id };
  },
});
