import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { judgeMetadata } from "./metadata/judge-metadata.ts";
import { attempt, callOf, provableTools } from "./people/call.ts";
import { rightUser } from "./people/people.ts";

/**
 * Does a client that is refused find out how to come in: challenge, metadata of the resource, metadata of its authorization
 * server, each of which fits the others? What is against a MUST of the revision in use is a flaw, anything else a remark. The
 * control is the refusal itself, which came with HTTP 401.
 */
export default defineCheck({
  id: "auth-bypass/authorization-metadata-wrong",
  title: "Clients are led wrong on the way to a token",
  severity: "medium",
  why: "A client that follows wrong metadata gets no token, or gets one from and for somebody else.",
  fix: "Answer 401 with a Bearer challenge, and serve metadata (RFC 9728) with the server's own URL as `resource` and the issuer as it calls itself.",
  refs: {
    cwe: ["CWE-346", "CWE-1188"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#authorization-server-discovery"],
  },
  ...asOthers,
  control: "provoked-error",
  requests: 8,

  subjects(scene) {
    const user = rightUser(scene);
    if (user === undefined || !user.credentials || scene.surface.transport === "stdio") return [];
    return [{ key: "metadata", principal: user.name }];
  },

  async probe({ subject, scene, args, identities }) {
    const user = rightUser(scene);
    if (user === undefined) return;
    const [tool] = provableTools(scene, user);
    const call = callOf({ ...subject, ...(tool === undefined ? {} : { tool }) }, user, args);
    const { iss, aud } = user.claims ?? {};
    const facts = {
      revision: scene.surface.protocolVersion,
      issued: typeof iss === "string" && /^https?:\/\//.test(iss),
      audiences: [aud].flat().filter((one) => typeof one === "string"),
    };
    const step = { role: "control", label: "nobody", facts } as const;
    const { exchange } = await attempt(identities, { principal: "anonymous" }, call, step);
    if (exchange.reply.kind !== "http-error") return;
    await identities.metadata(exchange.reply.headers["www-authenticate"], "metadata");
  },

  judge: judgeMetadata,
});
