import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { judgeDeclared } from "./objects/judge-declared.ts";
import { judgeLearnt } from "./objects/judge-learnt.ts";
import { learnables, subjectOf } from "./objects/learnable.ts";
import { probeDeclared } from "./objects/probe-declared.ts";
import { probeLearnt } from "./objects/probe-learnt.ts";
import { admitted, users } from "./people/people.ts";

/**
 * Is an object that belongs to one user alone served to another one who names it? Which objects these are the owner says, by
 * the samples of a principal; where the owner says nothing, ids are learnt from lists: what one user is listed and another one
 * is not. The control is the same call of the user whose it is.
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
  requests: 50,

  subjects(scene) {
    const others = admitted(scene);
    const declared = users(scene).flatMap(({ name, samples, admitted }) => {
      const listed = admitted.ok ? admitted.surface.tools.map((tool) => tool.name) : [];
      return Object.keys(samples)
        .filter((tool) => listed.includes(tool) && others.length > 1)
        .map((tool) => ({ key: `${tool} of ${name}`, tool, principal: name }));
    });
    return [...declared, ...learnables(scene).map(subjectOf)];
  },

  probe: (ctx) => (ctx.subject.param === undefined ? probeDeclared(ctx) : probeLearnt(ctx)),
  judge: (evidence) => (evidence.subject.param === undefined ? judgeDeclared(evidence) : judgeLearnt(evidence)),
});
