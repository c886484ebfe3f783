import { defineCheck } from "../../src/model/check.ts";
import { asClient } from "./authorization-server/as-client.ts";
import { leftoverClients } from "./authorization-server/leftover-clients.ts";
import { judgeRefresh } from "./authorization-server/refresh/judge-refresh.ts";
import { probeRefresh } from "./authorization-server/refresh/probe-refresh.ts";
import { withServer } from "./authorization-server/with-client.ts";

/**
 * Is a refresh token of a public client good for more than one use? The control is its first use. Tokens that the run itself was
 * given come first: a right server takes a second use for theft and ends the login, so that those of a principal take the owner's leave.
 */
export default defineCheck({
  id: "auth-bypass/refresh-token-reusable",
  title: "A refresh token of a public client can be used again",
  severity: "medium",
  why: "Who copies it once can be the user for as long as it lives, and nobody notices that there are two.",
  fix: "Give a new refresh token with each use, refuse the old one, and end the login when it is used again; or bind it to a key of the client (DPoP).",
  refs: {
    cwe: ["CWE-613", "CWE-294"],
    owaspMcp: ["MCP01:2025", "MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-theft"],
  },
  ...asClient,
  requests: 20,
  probe: ({ authorization, random }) =>
    withServer(authorization, (_, client) => probeRefresh(authorization, client, random)),
  judge: judgeRefresh,
  leftovers: leftoverClients,
});
