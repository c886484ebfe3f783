import type { Json } from "../../../src/model/json.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";

/** The valid value; where none is known, one of the declared type. */
export function scalarOf(
  given: Json | undefined,
  { parameters }: Scene,
  { tool = "", param }: Subject,
): string | number {
  if (typeof given === "string" || typeof given === "number") return given;
  const declared = parameters(tool).find(({ path }) => path === param)?.type;
  return declared === "number" || declared === "integer" ? 1 : "gauntlet";
}
