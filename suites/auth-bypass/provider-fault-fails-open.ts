import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { judgeFaults } from "./fault/judge-faults.ts";
import { probeFaults } from "./fault/probe-faults.ts";
import { provableTools } from "./people/call.ts";
import { rightUser } from "./people/people.ts";
import { callSubjects } from "./people/subjects.ts";

/**
 * Is a token accepted that cannot be judged, since the keys of its issuer cannot be had: connections are cut, answers are 500,
 * or take too long? The controls are the same token once the provider works, which is refused, and that of the right user,
 * which is served before and after. It runs after all others: a provider that fails, fails for all.
 */
export default defineCheck({
  id: "auth-bypass/provider-fault-fails-open",
  title: "While the provider is down, tokens are accepted that cannot be judged",
  severity: "critical",
  why: "Whoever makes the provider unreachable, or waits for an outage, is let in with a token of their own making.",
  fix: "Refuse a token whose key cannot be had (HTTP 503 or 401); keep the known keys, and never decode without verifying.",
  refs: {
    cwe: ["CWE-636", "CWE-347"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#token-handling"],
  },
  ...asOthers,
  requests: 90,

  subjects(scene) {
    const user = rightUser(scene);
    if (user?.claims === undefined || scene.surface.transport === "stdio") return [];
    return callSubjects(provableTools(scene, user).slice(0, 1), user);
  },

  probe: probeFaults,
  judge: judgeFaults,
});
