import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { provableTools } from "./people/call.ts";
import { rightUser } from "./people/people.ts";
import { judgeScopes } from "./scopes/judge-scopes.ts";
import { probeScopes } from "./scopes/probe-scopes.ts";
import { scopesOf } from "./scopes/scopes-of.ts";

/** The revision from which a scope that is lacking has an answer of its own. */
const withStepUp = "2025-11-25";

/**
 * Is a client whose token lacks a scope told so in the way that lets it ask for that scope: HTTP 403 with a challenge that names
 * it? The control is the same call with the scope.
 */
export default defineCheck({
  id: "auth-bypass/missing-scope-not-challenged",
  title: "A missing scope is refused without saying so to the client",
  severity: "low",
  why: "A client that does not learn which scope is missing asks for all of them at once, or its user gives up.",
  fix: 'Answer HTTP 403 with `WWW-Authenticate: Bearer error="insufficient_scope", scope="…", resource_metadata="…"` before the call reaches the tool.',
  refs: {
    cwe: ["CWE-273"],
    owaspMcp: ["MCP02:2025"],
    cosai: ["MCP-T2"],
    spec: ["basic/authorization#runtime-insufficient-scope-errors"],
  },
  ...asOthers,
  requests: 50,

  subjects(scene) {
    const user = rightUser(scene);
    const { transport, protocolVersion } = scene.surface;
    if (user === undefined || transport !== "streamable-http" || protocolVersion < withStepUp) return [];
    return scopesOf(user).length > 0 && provableTools(scene, user).length > 0
      ? [{ key: user.name, principal: user.name }]
      : [];
  },

  probe: probeScopes,
  judge: judgeScopes,
});
