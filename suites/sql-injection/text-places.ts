import type { Scene } from "../../src/model/scene.ts";
import type { Subject } from "../../src/model/subject.ts";
import { listedPlaces } from "./injection-point.ts";

/**
 * Every place that text may be sent to: arguments of tools, numbers among them, since many servers do not enforce their
 * schema; variables of resource templates; arguments of prompts.
 */
export function textPlaces(scene: Scene): readonly Subject[] {
  const args = scene.surface.tools.flatMap((tool) =>
    scene
      .parameters(tool.name)
      .filter(({ type }) => type !== "boolean")
      .map(({ path }) => ({ key: `${tool.name}.${path}`, tool: tool.name, param: path })),
  );
  return [...args, ...listedPlaces(scene)];
}
