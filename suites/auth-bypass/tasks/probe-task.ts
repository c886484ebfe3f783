import type { Visit } from "../../../src/model/identity.ts";
import { isObject, type JsonObject } from "../../../src/model/json.ts";
import type { Random, Step } from "../../../src/model/ports.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { accessOf } from "../../../src/oracle/access/access.ts";
import type { AsOthers } from "../../as-others.ts";
import { callOf } from "../people/call.ts";
import { personNamed } from "../people/people.ts";
import { rivalOf } from "../people/rival.ts";

/** Milliseconds that a task of ours need be kept. */
const ttl = 60_000;

/** Starts tasks as one user, and looks at them, lists and cancels them as another one. */
export async function probeTask({ subject, scene, args, random, only, identities }: AsOthers): Promise<void> {
  const user = personNamed(scene, subject.principal);
  const rival = user && rivalOf(scene, user);
  if (user === undefined || rival === undefined) return;
  const enter = (principal: string) => identities.enter({ principal }, { role: "setup", label: `${principal}:enter` });
  const { visit: own } = await enter(user.name);
  const { visit: others } = await enter(rival.name);
  if (own === undefined || others === undefined) return;
  const { params } = callOf(subject, user, args);
  const start = async (visit: Visit, label: string): Promise<{ readonly taskId: string } | undefined> => {
    const { reply } = await visit.request("tools/call", { ...params, task: { ttl } }, { role: "setup", label });
    const taskId = taskIn(reply);
    return taskId === undefined ? undefined : { taskId };
  };
  const task = await start(own, "start");
  if (task === undefined) return;
  const ask = (visit: Visit, method: string, of: JsonObject, step: Step) => visit.request(`tasks/${method}`, of, step);
  await ask(own, "get", task, { role: "control", label: "owner get" });
  await ask(own, "result", task, { role: "control", label: "owner" });
  await ask(own, "result", task, { role: "control", label: "owner again" });
  // What the other one is shown by right is nothing that belongs to this user.
  const theirs = await start(others, "other start");
  if (theirs !== undefined) await ask(others, "result", theirs, { role: "baseline", label: "rival" });
  const none = { taskId: madeUp(task.taskId, random) };
  await ask(others, "get", none, { role: "baseline", label: "made up" });
  const tries = (technique: string) => only === undefined || only.includes(technique);
  const seen: boolean[] = [];
  for (const method of ["get", "result", "list"].filter(tries)) {
    const of = method === "list" ? {} : task;
    const { reply } = await ask(others, method, of, { role: "attack", label: `${method}:1`, facts: task });
    seen.push(method !== "list" && accessOf(reply) === "served");
  }
  // Work that is cut off may leave a server in disorder: not where it is known already.
  if (seen.includes(true) || !tries("cancel")) return;
  const second = await start(own, "start again");
  if (second !== undefined) await ask(others, "cancel", second, { role: "attack", label: "cancel:1" });
}

/** The id of the task that a reply says was started. */
export function taskIn(reply: Reply): string | undefined {
  const task = reply.kind === "result" ? reply.result.task : undefined;
  return isObject(task) && typeof task.taskId === "string" ? task.taskId : undefined;
}

/** An id of the same form that is none. */
function madeUp(taskId: string, random: Random): string {
  return taskId.replaceAll(/[0-9a-f]/gi, () => random.integer(0, 15).toString(16));
}
