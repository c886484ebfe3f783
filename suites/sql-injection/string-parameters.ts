import type { Scene } from "../../src/model/scene.ts";
import type { Subject } from "../../src/model/subject.ts";

/** Every argument of every tool that takes text. */
export function stringParameters({ surface, parameters }: Scene): readonly Subject[] {
  return surface.tools.flatMap((tool) =>
    parameters(tool.name)
      .filter(({ type }) => type === "string" || type === "unknown")
      .map(({ path }) => ({ key: `${tool.name}.${path}`, tool: tool.name, param: path })),
  );
}
