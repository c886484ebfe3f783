import type { Identity } from "../../../src/model/identity.ts";
import { isObject } from "../../../src/model/json.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { isListed } from "../matrix/pairs.ts";
import { knownTools } from "../people/call.ts";

/** Tools that are started as tasks; one that does not look whose a task is looks at none. */
const mostTools = 2;

/** Tools that both users may call as a task; none where the server has no tasks. */
export function taskTools(scene: Scene, user: Identity, rival: Identity): readonly string[] {
  const { tasks } = scene.surface.capabilities;
  const requests = isObject(tasks) && isObject(tasks.requests) ? tasks.requests : {};
  if (!isObject(requests.tools) || !isObject(requests.tools.call)) return [];
  return knownTools(scene, user)
    .filter(({ name, taskSupport }) => taskSupport !== undefined && isListed(rival, name))
    .map(({ name }) => name)
    .slice(0, mostTools);
}
