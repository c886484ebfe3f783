import { defineCheck } from "../../src/model/check.ts";
import { asClient } from "./authorization-server/as-client.ts";
import { leftoverClients } from "./authorization-server/leftover-clients.ts";
import { judgeRedirect } from "./authorization-server/redirect/judge-redirect.ts";
import { probeRedirect } from "./authorization-server/redirect/probe-redirect.ts";
import { withClient } from "./authorization-server/with-client.ts";

/**
 * Does the authorization server send a browser to an address that its client did not register? The control is the registered one.
 * Where the redirect leads is read and never followed: that it leads there is the proof, whether it carries a code or an error.
 */
export default defineCheck({
  id: "auth-bypass/redirect-uri-not-matched",
  title: "The authorization server redirects to addresses that are not registered",
  severity: "high",
  why: "A link to the real login page then delivers the user's code to whoever made the link.",
  fix: "Compare redirect_uri with the registered ones as whole strings, but for the port of a loopback address, before anything else, and answer a wrong one with an error page.",
  refs: {
    cwe: ["CWE-601", "CWE-346"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#open-redirection"],
  },
  ...asClient,
  requests: 120,
  probe: ({ authorization, random, only }) =>
    withClient(authorization, (client) => probeRedirect(authorization, client, random, only)),
  judge: judgeRedirect,
  leftovers: leftoverClients,
});
