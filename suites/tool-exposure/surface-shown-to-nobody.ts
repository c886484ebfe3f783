import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { judgeNobody } from "./shown/judge-nobody.ts";
import { probeNobody } from "./shown/probe-nobody.ts";

/**
 * What is a caller shown who has no credentials? A flaw where the owner promises that lists are shown to users alone; where nothing
 * is promised, worth a note where it is all that a user is shown. The control is the list of one whose credentials work. Over
 * stdio, nobody is who starts the process: asked only where credentials are in its environment.
 */
export default defineCheck({
  id: "tool-exposure/surface-shown-to-nobody",
  title: "Tools, resources or instructions are shown without credentials",
  severity: "medium",
  why: "A list of tools with their arguments is a map of what is behind the server, and names the parts that are worth attacking.",
  fix: "Refuse every request that carries no verified token with HTTP 401, the handshake and the lists included.",
  refs: {
    cwe: ["CWE-306", "CWE-200"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#error-handling"],
  },
  ...asOthers,
  requests: 70,

  subjects({ identities, promises, surface }) {
    const nobody = identities.at(-1);
    if (nobody?.name !== "anonymous" || promises.exposure === "public") return [];
    const able = identities.some(({ credentials }) => credentials);
    const promised = promises.exposure !== undefined && surface.transport !== "stdio";
    return able || promised ? [{ key: "nobody", principal: nobody.name }] : [];
  },

  probe: probeNobody,
  judge: judgeNobody,
});
