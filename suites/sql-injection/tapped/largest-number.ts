import { isObject } from "../../../src/model/json.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";

/** The largest number that the schema of a tool lets its argument be; infinite where it sets no limit, or is nested. */
export function largestNumber({ surface }: Scene, { tool, param = "" }: Subject): number {
  const listed = surface.tools.find(({ name }) => name === tool)?.inputSchema;
  const properties = isObject(listed) && isObject(listed.properties) ? listed.properties : {};
  const schema = properties[param];
  if (!isObject(schema)) return Number.POSITIVE_INFINITY;
  const limits = [schema.maximum, schema.exclusiveMaximum].filter((limit) => typeof limit === "number");
  return Math.min(Number.POSITIVE_INFINITY, ...limits);
}
