import { isObject, type JsonObject } from "../../../src/model/json.ts";
import type { Tool } from "../../../src/model/surface.ts";
import { branchesOf, hasType } from "./schema-branches.ts";

/** Names of one tool's arguments that are looked at; a schema may have any number. */
const mostArguments = 64;

/**
 * Names of the arguments that take a whole object or a whole list of objects, whatever is in it: what filters and
 * pipelines are declared as. Arguments whose members are listed are not among them.
 */
export function openArguments({ inputSchema }: Tool, kind: "object" | "array"): readonly string[] {
  const { properties } = inputSchema;
  if (!isObject(properties)) return [];
  const isOpen = kind === "object" ? isOpenObject : (one: JsonObject) => isOpenList(one, inputSchema);
  return Object.keys(properties)
    .slice(0, mostArguments)
    .filter((name) => /^[\w-]{1,100}$/.test(name) && branchesOf(properties[name], inputSchema).some(isOpen));
}

function isOpenObject(schema: JsonObject): boolean {
  return hasType(schema, "object") && (!isObject(schema.properties) || Object.keys(schema.properties).length === 0);
}

function isOpenList(schema: JsonObject, root: JsonObject): boolean {
  if (!hasType(schema, "array")) return false;
  const items = branchesOf(schema.items, root);
  return items.length === 0 || items.some((one) => hasType(one, "object") || Object.keys(one).length === 0);
}
