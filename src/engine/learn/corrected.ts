import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { member, placeAt } from "../arguments/path.ts";
import { type KnownValues, validArguments } from "../arguments/valid.ts";
import type { Complaint } from "./complaints.ts";

/** The arguments with each complaint heeded; undefined where that changes nothing. */
export function corrected(
  args: JsonObject,
  schema: JsonObject,
  complaints: readonly Complaint[],
  known: KnownValues,
): JsonObject | undefined {
  let changed = args;
  for (const complaint of complaints) {
    const path = complaint.path.reduce<string>(
      (sum, step) => (typeof step === "number" ? `${sum}[${step}]` : member(sum, step)),
      "",
    );
    const name = complaint.path.findLast((step) => typeof step === "string") ?? "";
    if (path === "" || typeof name !== "string") continue;
    if (complaint.schema === "unwanted") {
      if (complaint.path.length === 1)
        changed = Object.fromEntries(Object.entries(changed).filter(([own]) => own !== name));
      continue;
    }
    // What the tool declares of a member that it misses is still the best word on it.
    const declared = isObject(schema.properties) && complaint.path.length === 1 ? schema.properties[name] : undefined;
    const asked: Json = Object.keys(complaint.schema).length > 0 ? complaint.schema : (declared ?? {});
    const one = validArguments(
      {
        type: "object",
        properties: { [name]: asked },
        required: [name],
        $defs: schema.$defs,
        definitions: schema.definitions,
      },
      known,
    );
    changed = placeAt(changed, path, one[name] ?? null);
  }
  return JSON.stringify(changed) === JSON.stringify(args) ? undefined : changed;
}

/**
 * The arguments with what a refusal speaks of and they lack: all of it, or the first where the refusal leaves a choice.
 * Undefined where it speaks of nothing that the tool declares.
 */
export function completed(
  args: JsonObject,
  schema: JsonObject,
  refusal: string,
  known: KnownValues,
): JsonObject | undefined {
  const { properties } = schema;
  if (!isObject(properties)) return undefined;
  const text = refusal.slice(0, 2_000);
  const places = Object.keys(properties)
    .slice(0, 256)
    .filter((name) => /^\w{1,60}$/.test(name) && !Object.hasOwn(args, name))
    .map((name) => ({ name, at: text.search(new RegExp(`\\b${name}\\b`, "i")) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  const names = places.map(({ name }) => name).slice(0, /\b(?:either|one of|or)\b/i.test(text) ? 1 : 4);
  if (names.length === 0) return undefined;
  const asked = names.map((name) => ({ path: [name], schema: {} }));
  return corrected(args, schema, asked, known);
}
