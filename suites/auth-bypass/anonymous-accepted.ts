import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { provableTools } from "./people/call.ts";
import { fewOverStdio } from "./people/few-over-stdio.ts";
import { rightUser } from "./people/people.ts";
import { toolSubjects } from "./people/subjects.ts";
import { judgeAnonymous } from "./served/judge-anonymous.ts";
import { probeAnonymous } from "./served/probe-anonymous.ts";

/** Tools that are asked without credentials: a server that forgot one has usually forgotten all. */
const mostTools = 12;

/**
 * Is a call served that carries no credentials at all? The control is the same call of the right user. Where the owner promises
 * nothing, only what is private to a user, which no other user is shown, proves that this was not meant.
 */
export default defineCheck({
  id: "auth-bypass/anonymous-accepted",
  title: "A call without credentials is served",
  severity: "critical",
  why: "Whoever reaches the server can use its tools, and there is no trace of who it was.",
  fix: "Refuse every request that carries no verified token with HTTP 401, before it is dispatched to a tool.",
  refs: {
    cwe: ["CWE-306"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#error-handling"],
  },
  ...asOthers,
  requests: 16,

  subjects(scene) {
    if (scene.promises.authentication === "none") return [];
    const user = rightUser(scene) ?? scene.identities.find(({ admitted }) => admitted.ok);
    const required = scene.promises.authentication === "required";
    if (user === undefined || (!user.credentials && !required)) return [];
    return toolSubjects(provableTools(scene, user).slice(0, fewOverStdio(scene, mostTools)), user);
  },

  probe: probeAnonymous,
  judge: judgeAnonymous,
});
