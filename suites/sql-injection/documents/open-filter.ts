import type { Exchange } from "../../../src/model/exchange.ts";
import { isObject, type JsonObject } from "../../../src/model/json.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import type { InjectionPoint } from "../injection-point.ts";
import { jsonOf } from "./json-text.ts";
import { openArguments } from "./open-arguments.ts";

/** A filter that is taken by design. */
export interface OpenFilter {
  readonly base: JsonObject;
  readonly baselines: readonly Exchange[];
  /** As the argument takes it: an object, or the text of one. */
  readonly carried: (filter: JsonObject) => JsonObject | string;
}

/** An argument whose valid value is an object, or the text of one, asked twice; undefined for any other. */
export async function openFilter(
  { given, send }: InjectionPoint,
  { surface }: Scene,
  { tool, param = "" }: Subject,
): Promise<OpenFilter | undefined> {
  const listed = surface.tools.find(({ name }) => name === tool);
  const empty = listed !== undefined && openArguments(listed, "object").includes(param) ? {} : undefined;
  const parsed = typeof given === "string" ? jsonOf(given) : (given ?? empty);
  if (!isObject(parsed)) return undefined;
  const carried = (filter: JsonObject) => (typeof given === "string" ? JSON.stringify(filter) : filter);
  const step = { role: "baseline", label: "baseline", facts: { filter: true } } as const;
  const baselines = [await send(carried(parsed), step), await send(carried(parsed), step)];
  return { base: parsed, baselines, carried };
}
