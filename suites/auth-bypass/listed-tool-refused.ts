import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { judgeListed } from "./agreement/judge-listed.ts";
import { listedFor } from "./agreement/listed.ts";
import { probeListed } from "./agreement/probe-listed.ts";
import { admitted } from "./people/people.ts";

/**
 * Is a tool in the list that a principal is shown, and refused where it is called? The control is the same call of another one. Not
 * asked where the owner promises one list for all; a token that lacks a scope, as the answer says, is no such case.
 */
export default defineCheck({
  id: "auth-bypass/listed-tool-refused",
  title: "A tool is shown to a role that may not call it",
  severity: "low",
  why: "The list and the call keep different rules. Models try what they are shown, and the names of tools above one's role tell what to aim for.",
  fix: "Make the list by the same rule that decides on the call.",
  refs: {
    cwe: ["CWE-200"],
    owaspMcp: ["MCP02:2025"],
    cosai: ["MCP-T2"],
    spec: ["server/tools#capabilities"],
  },
  ...asOthers,
  requests: 40,

  subjects(scene) {
    const { exposure } = scene.promises;
    if (exposure === "public" || exposure === "authenticated") return [];
    // What a program is shown is seldom made for it, and says nothing where the owner promises nothing of lists.
    return admitted(scene)
      .filter(({ standing }) => standing === "user" || exposure === "by-role")
      .filter((asker) => listedFor(scene, asker).length > 0)
      .map(({ name }) => ({ key: name, principal: name }));
  },

  probe: probeListed,
  judge: judgeListed,
});
