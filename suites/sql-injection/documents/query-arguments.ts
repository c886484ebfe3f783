import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import { stores } from "../second-order/storing-tools.ts";
import { isDeclaredScalar } from "./declared-scalar.ts";
import { openArguments } from "./open-arguments.ts";

/**
 * Every argument that is declared as text or a number, and every one that takes a whole object, as filters are; not of tools
 * that store what they are given: nothing is looked for with it.
 */
export function queryArguments(scene: Scene): readonly Subject[] {
  const { surface, parameters } = scene;
  return surface.tools
    .filter((tool) => !stores(tool, scene))
    .flatMap((tool) => {
      const scalars = parameters(tool.name)
        .map(({ path }) => path)
        .filter((path) => isDeclaredScalar(tool.inputSchema, path));
      const paths = new Set([...scalars, ...openArguments(tool, "object")]);
      return [...paths].map((param) => ({ key: `${tool.name}.${param}`, tool: tool.name, param }));
    });
}
