import { isObject } from "../../../src/model/json.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import type { Tool } from "../../../src/model/surface.ts";
import { changesNothing } from "../../changes-nothing.ts";
import { isDeclaredScalar } from "./declared-scalar.ts";
import { openArguments } from "./open-arguments.ts";
import { branchesOf } from "./schema-branches.ts";

/**
 * Arguments of tools promised or hinted to be read-only that may hold a pipeline: lists of objects, else text that calls
 * itself something of the kind. What the words are worth is found out by asking.
 */
export function pipelineArguments({ surface, parameters, promisedReadOnly }: Scene): readonly Subject[] {
  return surface.tools
    .filter((tool) => changesNothing({ promisedReadOnly }, tool))
    .flatMap((tool) => {
      const lists = openArguments(tool, "array");
      const texts = parameters(tool.name)
        .filter(({ type, path }) => type === "string" && isDeclaredScalar(tool.inputSchema, path))
        .map(({ path }) => path);
      const paths = lists.length > 0 ? lists : mayHoldPipelines(tool, texts);
      return paths.map((param) => ({ key: `${tool.name}.${param}`, tool: tool.name, param }));
    });
}

const kindred = /pipeline|aggregat|stage|json|quer(?:y|ies)|command|filter|mongo/i;

/** The text arguments whose own words fit; where none do, but the tool's do, all of them. */
function mayHoldPipelines({ name, description = "", inputSchema }: Tool, texts: readonly string[]): readonly string[] {
  const { properties } = inputSchema;
  const fitting = texts.filter((path) => {
    const told = isObject(properties) && Object.hasOwn(properties, path) ? properties[path] : undefined;
    const words = branchesOf(told, inputSchema).map((branch) => `${branch.title ?? ""} ${branch.description ?? ""}`);
    return kindred.test(`${path} ${words.join(" ").slice(0, 2_000)}`);
  });
  if (fitting.length > 0) return fitting;
  return /pipeline|aggregat|mongo/i.test(`${name} ${description.slice(0, 2_000)}`) ? texts : [];
}
