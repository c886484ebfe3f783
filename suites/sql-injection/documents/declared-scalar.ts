import { isObject, type Json, type JsonObject } from "../../../src/model/json.ts";
import { branchesOf, hasType } from "./schema-branches.ts";

/**
 * True when the schema itself declares the argument at this path as text or a number, and as nothing that an object could
 * be. What only a sample has, such as a member of a filter, is not declared: there an operator may belong.
 */
export function isDeclaredScalar(inputSchema: JsonObject, path: string): boolean {
  let at: readonly (Json | undefined)[] = [inputSchema];
  for (const [, index, quoted, name = ""] of path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g)) {
    const branches = at.flatMap((schema) => branchesOf(schema, inputSchema));
    if (index !== undefined) at = branches.map(({ items }) => items);
    else {
      const member = quoted === undefined ? name : String(JSON.parse(quoted));
      at = branches.map(({ properties }) =>
        isObject(properties) && Object.hasOwn(properties, member) ? properties[member] : undefined,
      );
    }
  }
  const branches = at.flatMap((schema) => branchesOf(schema, inputSchema));
  const scalar = branches.some((schema) => hasType(schema, "string", "number", "integer"));
  return scalar && !branches.some((schema) => hasType(schema, "object", "array"));
}
