import { isObject, type Json, type JsonObject } from "../../../src/model/json.ts";

/** References and branches that are followed, one inside another; a schema may be made to be endless. */
const deepest = 6;

/** Schemas that one schema may stand for. */
const mostBranches = 32;

/** What a schema says in its own words and in those it refers to: itself, what `$ref` names, and every branch. */
export function branchesOf(schema: Json | undefined, root: JsonObject): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const gather = (one: Json | undefined, depth: number): void => {
    if (!isObject(one) || depth > deepest || found.length >= mostBranches) return;
    found.push(one);
    if (typeof one.$ref === "string") gather(defined(one.$ref, root), depth + 1);
    for (const branches of [one.anyOf, one.oneOf, one.allOf]) {
      if (Array.isArray(branches)) for (const branch of branches.slice(0, mostBranches)) gather(branch, depth + 1);
    }
  };
  gather(schema, 0);
  return found;
}

/** True when the schema names this type. */
export function hasType({ type }: JsonObject, ...wanted: readonly string[]): boolean {
  const types = Array.isArray(type) ? type : [type];
  return types.some((one) => typeof one === "string" && wanted.includes(one));
}

function defined(ref: string, root: JsonObject): Json | undefined {
  const [, group = "", name = ""] = /^#\/(\$defs|definitions)\/([\w.-]{1,100})$/.exec(ref) ?? [];
  const definitions = root[group];
  return isObject(definitions) && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
}
