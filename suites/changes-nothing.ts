import type { Scene } from "../src/model/scene.ts";
import type { Tool } from "../src/model/surface.ts";

/** True for a tool that changes nothing, by the owner's promise or by its own word. */
export function changesNothing(
  { promisedReadOnly }: Pick<Scene, "promisedReadOnly">,
  { name, annotations }: Pick<Tool, "name"> & Partial<Pick<Tool, "annotations">>,
): boolean {
  return promisedReadOnly(name) || annotations?.readOnlyHint === true;
}
