import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import { changesNothing } from "../../changes-nothing.ts";

/** Tools that are asked while the database fails: how errors are answered is the same code for most of a server's tools. */
const mostTools = 5;

/** Tools that worked, those that change nothing first; the server as a whole where none did. */
export function dependencySubjects(scene: Scene): readonly Subject[] {
  const worked = scene.surface.tools.filter(({ name }) => scene.called.worked.includes(name) && scene.mayCall(name));
  // One answer is enough where nothing can be asked.
  if (scene.tapped !== true) return [{ key: "(server)" }];
  const reading = worked.filter((tool) => changesNothing(scene, tool));
  const others = worked.filter((tool) => !reading.includes(tool));
  const tools = [...reading, ...others].slice(0, mostTools);
  return tools.length === 0 ? [{ key: "(server)" }] : tools.map(({ name }) => ({ key: name, tool: name }));
}
