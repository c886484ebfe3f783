import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { rightUser } from "./people/people.ts";
import { rivalOf } from "./people/rival.ts";
import { toolSubjects } from "./people/subjects.ts";
import { judgeTask } from "./tasks/judge-task.ts";
import { probeTask } from "./tasks/probe-task.ts";
import { taskTools } from "./tasks/task-tools.ts";

/**
 * Is a task that one user started there for another one: its state, its result, in the list of tasks, to be cancelled? The control is
 * the same look of the user whose task it is.
 */
export default defineCheck({
  id: "auth-bypass/task-of-another-user-served",
  title: "A task is there for whoever has its id",
  severity: "high",
  why: "The id of a task stands in logs and in the model's memory, and the list of tasks may tell it to everybody: whoever has it reads what was computed for somebody else.",
  fix: "Keep the user with the task, and answer for tasks of others as for those that do not exist.",
  refs: {
    cwe: ["CWE-639"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T2"],
    spec: ["basic/utilities/tasks#task-isolation-and-access-control"],
  },
  ...asOthers,
  requests: 30,

  subjects(scene) {
    const user = rightUser(scene);
    const rival = user && rivalOf(scene, user);
    return user === undefined || rival === undefined ? [] : toolSubjects(taskTools(scene, user, rival), user);
  },

  probe: probeTask,
  judge: judgeTask,
});
