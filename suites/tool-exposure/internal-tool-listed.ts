import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { internalTools } from "./shown/internal-tools.ts";
import { judgeInternal } from "./shown/judge-internal.ts";
import { probeInternal } from "./shown/probe-internal.ts";

/**
 * Is a tool that sounds like one for those who run the server in the list of everybody? Only ever a note: what a tool is for, its
 * owner knows. Not asked over a pipe where nobody has credentials, and of tools that the owner expects in a list.
 */
export default defineCheck({
  id: "tool-exposure/internal-tool-listed",
  title: "A tool for debugging or administration is shown to everybody",
  severity: "low",
  why: "Tools for debugging and administration are written for trusted callers. Left in the list of all, they are a model's to call.",
  fix: "Leave such tools out of production builds, or list and serve them to administrators alone.",
  refs: {
    cwe: ["CWE-489", "CWE-1295"],
    owaspMcp: ["MCP02:2025"],
    cosai: ["MCP-T2"],
    spec: ["server/tools#security-considerations"],
  },
  ...asOthers,
  requests: 10,

  subjects(scene) {
    const found = internalTools(scene);
    if (found === undefined) return [];
    const { asker, tools } = found;
    if (tools.length === 0) return [{ key: "(list)", principal: asker }];
    return tools.map(({ name }) => ({ key: name, tool: name, principal: asker }));
  },

  probe: probeInternal,
  judge: judgeInternal,
});
