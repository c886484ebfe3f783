import { defineCheck } from "../../src/model/check.ts";
import { asClient } from "./authorization-server/as-client.ts";
import { leftoverClients } from "./authorization-server/leftover-clients.ts";
import { judgePkce } from "./authorization-server/pkce/judge-pkce.ts";
import { probePkce } from "./authorization-server/pkce/probe-pkce.ts";
import { withClient } from "./authorization-server/with-client.ts";

/**
 * Is a code bound to the client that asked for it (PKCE)? The control is a request with a challenge by S256, which is taken on.
 * Where a code can be had without a person, a token for it without the verifier, or for a wrong one, is the proof; where a login
 * stands between, going on to it without a challenge is a suspicion: the server may ask for it later.
 */
export default defineCheck({
  id: "auth-bypass/pkce-not-enforced",
  title: "The authorization server does not enforce PKCE",
  severity: "high",
  why: "Whoever gets hold of an authorization code, from a log, a redirect or another app on the device, can turn it into the user's token.",
  fix: "Refuse authorization requests of public clients without a code_challenge by S256, and codes without their code_verifier.",
  refs: {
    cwe: ["CWE-345", "CWE-287"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#authorization-code-protection"],
  },
  ...asClient,
  requests: 40,
  probe: ({ authorization, random, only }) =>
    withClient(authorization, (client, facts) => probePkce(authorization, client, facts, random, only)),
  judge: judgePkce,
  leftovers: leftoverClients,
});
