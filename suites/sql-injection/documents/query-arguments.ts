import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import { isDeclaredScalar } from "./declared-scalar.ts";
import { openArguments } from "./open-arguments.ts";

/** Every argument that is declared as text or a number, and every one that takes a whole object, as filters are. */
export function queryArguments({ surface, parameters }: Scene): readonly Subject[] {
  return surface.tools.flatMap((tool) => {
    const scalars = parameters(tool.name)
      .map(({ path }) => path)
      .filter((path) => isDeclaredScalar(tool.inputSchema, path));
    const paths = new Set([...scalars, ...openArguments(tool, "object")]);
    return [...paths].map((param) => ({ key: `${tool.name}.${param}`, tool: tool.name, param }));
  });
}
