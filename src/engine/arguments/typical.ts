import type { Json, JsonObject } from "../../model/json.ts";
import { readPath, stepsOf } from "./path.ts";
import { type KnownValues, validArguments } from "./valid.ts";

/** A value that the argument at this path could have: one that is known, else one that the schema allows. */
export function typicalValue(schema: JsonObject, path: string, known: KnownValues): Json | undefined {
  const present = requiring(stepsOf(path));
  const branches = Array.isArray(schema.allOf) ? schema.allOf : [];
  // The document's own root stays the root: its references are pointers from there.
  return readPath(validArguments({ ...schema, allOf: [...branches, present] }, known), path);
}

/** A schema of whatever has something at this place. */
function requiring([step, ...rest]: readonly (string | number)[]): JsonObject {
  if (step === undefined) return {};
  if (typeof step === "number") return { minItems: step + 1, items: requiring(rest) };
  return { required: [step], properties: { [step]: requiring(rest) } };
}
