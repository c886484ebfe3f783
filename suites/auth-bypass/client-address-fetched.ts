import { defineCheck } from "../../src/model/check.ts";
import { judgeAddresses } from "./authorization-server/addresses/judge-addresses.ts";
import { probeAddresses } from "./authorization-server/addresses/probe-addresses.ts";
import { asClient } from "./authorization-server/as-client.ts";
import { leftoverClients } from "./authorization-server/leftover-clients.ts";
import { withServer } from "./authorization-server/with-client.ts";

/**
 * Does the authorization server fetch whatever address a client names (SSRF)? The addresses are ours, on this machine, with a word
 * in them that only the server is given, and without TLS: who comes there would go to any service of its network. The control is a
 * client that is taken on without such an address.
 */
export default defineCheck({
  id: "auth-bypass/client-address-fetched",
  title: "The authorization server fetches any address that a client names",
  severity: "high",
  why: "Anybody may register a client, and makes the server send requests to services behind its firewall, or to the metadata of its cloud.",
  fix: "Fetch what clients name over https alone, and from no private, loopback or link-local address, whatever its name resolves to; follow no redirects.",
  refs: {
    cwe: ["CWE-918"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#client-id-metadata-documents"],
  },
  ...asClient,
  requests: 40,
  probe: ({ authorization, random }) =>
    withServer(authorization, (facts, client) => probeAddresses(authorization, facts, client, random)),
  judge: judgeAddresses,
  leftovers: leftoverClients,
});
