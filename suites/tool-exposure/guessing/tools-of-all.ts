import type { Scene } from "../../../src/model/scene.ts";
import type { Tool } from "../../../src/model/surface.ts";

/** Every tool that anybody is listed, the run's principal first. */
export function toolsOfAll({ surface, identities }: Pick<Scene, "surface" | "identities">): readonly Tool[] {
  const shown = identities.flatMap(({ admitted }) => (admitted.ok ? admitted.surface.tools : []));
  return [...new Map([...shown, ...surface.tools].map((tool) => [tool.name, tool])).values()];
}
