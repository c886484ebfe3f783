import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import { changesNothing } from "../../changes-nothing.ts";

/** Tools that are asked while the database fails: how errors are answered is the same code for most of a server's tools. */
const mostTools = 5;

/**
 * Tools that worked, those that change nothing first; the server as a whole where none did. Where nothing was called before, because
 * no other check was selected, those that change nothing or have a sample.
 */
export function dependencySubjects(scene: Scene): readonly Subject[] {
  const fresh = scene.called.all.length === 0;
  const worked = scene.surface.tools.filter(
    (tool) =>
      scene.mayCall(tool.name) &&
      (fresh ? changesNothing(scene, tool) || scene.sampled(tool.name) : scene.called.worked.includes(tool.name)),
  );
  // One answer is enough where nothing can be asked.
  if (scene.tapped !== true) return [{ key: "(server)" }];
  const reading = worked.filter((tool) => changesNothing(scene, tool));
  const others = worked.filter((tool) => !reading.includes(tool));
  const tools = [...reading, ...others].slice(0, mostTools);
  return tools.length === 0 ? [{ key: "(server)" }] : tools.map(({ name }) => ({ key: name, tool: name }));
}
