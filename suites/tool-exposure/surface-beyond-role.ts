import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { beyondFor } from "./shown/beyond.ts";
import { judgeBeyond } from "./shown/judge-beyond.ts";
import { probeBeyond } from "./shown/probe-beyond.ts";

/**
 * Is a principal listed a tool that the owner expects it not to be listed (`expect.list`), or that it is denied while lists are
 * promised by role? The proof is its own list; the control is the same list, where it holds what it should and nothing else.
 */
export default defineCheck({
  id: "tool-exposure/surface-beyond-role",
  title: "A role is shown tools that are not for it",
  severity: "medium",
  why: "Models try what they are shown. A tool in a list that is not for this role is called sooner or later, and its name and arguments tell what others may do.",
  fix: "Make the list from the roles of the verified token, by the same rule that decides on the call.",
  refs: {
    cwe: ["CWE-200", "CWE-863"],
    owaspMcp: ["MCP02:2025"],
    cosai: ["MCP-T2"],
    spec: ["server/tools#security-considerations"],
  },
  ...asOthers,
  requests: 12,

  subjects: (scene) =>
    scene.identities
      .filter(({ credentials, admitted }) => credentials && admitted.ok)
      .filter((identity) => beyondFor(scene, identity).said)
      .map(({ name }) => ({ key: name, principal: name })),

  probe: probeBeyond,
  judge: judgeBeyond,
});
