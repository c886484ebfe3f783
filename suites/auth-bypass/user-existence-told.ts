import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { judgeExistence } from "./existence/judge-existence.ts";
import { outsidersOf } from "./existence/people-alike.ts";
import { probeExistence } from "./existence/probe-existence.ts";
import { tellingTools } from "./people/call.ts";
import { rightUser } from "./people/people.ts";
import { callSubjects } from "./people/subjects.ts";

/**
 * Does a refusal tell whether its user exists: one who is disabled or of another tenant, beside one whom nobody knows, with
 * tokens that are the same in all else? Only what is so every time counts: the status, words that are no echo, or the time that
 * it takes. The control is the same call of the right user.
 */
export default defineCheck({
  id: "auth-bypass/user-existence-told",
  title: "A refusal tells whether the user exists",
  severity: "medium",
  why: "Whoever can try names learns which accounts there are, and which of them are asleep: the list that guessing passwords starts with.",
  fix: "Answer everybody who may not come in with one and the same refusal, and do the same work before it.",
  refs: {
    cwe: ["CWE-204", "CWE-208"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/authorization#error-handling"],
  },
  ...asOthers,
  requests: 120,

  subjects(scene) {
    const user = rightUser(scene);
    if (user === undefined) return [];
    if (user.claims === undefined && outsidersOf(scene).length < 2) return [];
    return callSubjects(tellingTools(scene, user).slice(0, 1), user);
  },

  probe: probeExistence,
  judge: judgeExistence,
});
