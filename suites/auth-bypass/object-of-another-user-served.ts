import { defineCheck } from "../../src/model/check.ts";
import { privateWords, shows } from "../../src/oracle/access/private-words.ts";
import { unclear, withoutControl } from "../inconclusive.ts";
import { asOthers } from "./people/as-others.ts";
import { attemptOf, attemptsOf } from "./people/attempts.ts";
import { ask, attempt, callOf } from "./people/call.ts";
import { admitted, personNamed, users } from "./people/people.ts";

/** Others who ask for an object; one that is not checked is served to all. */
const mostOthers = 3;

/**
 * Is an object that belongs to one user alone served to another one who names it? Which objects these are the owner says: the
 * samples of a principal. The control is the same call of the user whose it is.
 */
export default defineCheck({
  id: "auth-bypass/object-of-another-user-served",
  title: "A user is served what belongs to another one",
  severity: "critical",
  why: "Whoever is let in reads everything whose number can be guessed or was seen once.",
  fix: "Look objects up together with their owner, in one query, and answer as for one that does not exist.",
  refs: {
    cwe: ["CWE-639"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T2"],
    spec: ["server/tools#security-considerations"],
  },
  ...asOthers,
  requests: 16,

  subjects(scene) {
    const others = admitted(scene);
    return users(scene).flatMap(({ name, samples, admitted }) => {
      const listed = admitted.ok ? admitted.tools.map((tool) => tool.name) : [];
      return Object.keys(samples)
        .filter((tool) => listed.includes(tool) && others.length > 1)
        .map((tool) => ({ key: `${tool} of ${name}`, tool, principal: name }));
    });
  },

  async probe({ subject, scene, args, identities }) {
    const owner = personNamed(scene, subject.principal);
    if (owner === undefined) return;
    const call = callOf(subject, owner, args);
    const { name: principal } = owner;
    const { visit } = await attempt(identities, { principal }, call, { role: "control", label: "owner" });
    if (visit !== undefined) await ask(visit, call, { role: "control", label: "owner again" });
    await attempt(identities, { principal, forged: null }, call, { role: "baseline", label: "nobody" });
    const others = admitted(scene).filter(({ name }) => name !== principal);
    for (const [at, other] of others.slice(0, mostOthers).entries()) {
      await attempt(identities, { principal: other.name }, call, { role: "attack", label: `other:${at + 1}` });
    }
  },

  judge(evidence) {
    const owner = attemptOf(evidence, "owner");
    if (owner?.access !== "served") return withoutControl("its owner was not served it: the sample leads to nothing");
    const own = [owner, attemptOf(evidence, "owner again")].flatMap((one) => one?.exchange.reply ?? []);
    const nobody = attemptOf(evidence, "nobody");
    if (nobody?.access === "served") return { verdict: "not-applicable", because: "it is served without any token" };
    const words = privateWords(
      own,
      nobody ? [nobody.exchange.reply] : [],
      JSON.stringify(owner.exchange.request.params),
    );
    if (words.size === 0) return unclear("what its owner is served has too few words to be known again");
    const others = attemptsOf(evidence, "other");
    const control = owner.exchange.id;
    const hits = others.filter(({ exchange }) => shows(words, exchange.reply));
    const [first, ...more] = hits;
    if (first !== undefined) {
      const because = `${first.exchange.principal} was served what the config says belongs to ${owner.exchange.principal} alone`;
      const proof = [first.exchange.id, ...more.map(({ exchange }) => exchange.id)] as const;
      return { verdict: "fail", because, proof, control, techniques: ["other-user"] };
    }
    if (others.length === 0 || others.some(({ access }) => access === "unknown"))
      return unclear("not every other user was answered");
    return { verdict: "pass", because: "it was served to its owner alone", control };
  },
});
