import type { Json, JsonObject } from "../../model/json.ts";
import type { Arguments } from "../../model/ports.ts";
import type { Surface, Tool } from "../../model/surface.ts";
import { looksAdding, whyDestructive } from "../destructive.ts";
import { placeAt, readPath } from "./path.ts";
import { referencesIn } from "./references.ts";
import { vagueNames, wordsOf } from "./text/names.ts";
import { typicalValue } from "./typical.ts";
import { nothingKnown, validArguments } from "./valid.ts";

/** What was learnt from the server about its own values. */
export interface Learnt {
  /** Values seen under a name, best first; `tool` tells whose argument it is to be. */
  values(name: string, tool: string | undefined): readonly Json[];
  /** Arguments that the tool was seen to accept. */
  accepted(tool: string): JsonObject | undefined;
}

/** Nothing was asked yet. */
export const nothingLearnt: Learnt = { values: nothingKnown, accepted: () => undefined };

/** Arguments for the tools of a surface: the owner's samples first, then what the server was seen to accept, else made from the schema. */
export function argumentSource(
  surface: Surface,
  samples: Readonly<Record<string, JsonObject>>,
  learnt: Learnt = nothingLearnt,
): Arguments {
  const made = new Map<string, JsonObject>();
  const fromSchema = (name: string): JsonObject => {
    const tool = surface.tools.find((one) => one.name === name);
    const args = made.get(name) ?? validArguments(tool?.inputSchema ?? {}, (member) => valuesFor(member, tool));
    made.set(name, args);
    return args;
  };
  const sampled = sampleValues(samples);
  const valuesFor = (member: string, tool: Tool | undefined): readonly Json[] => {
    const own = sampled.get(member);
    const seen = tool !== undefined && mayTake(member, tool) ? learnt.values(member, tool.name) : [];
    const given = own === undefined ? [] : [own];
    return vagueNames.has(member.toLowerCase()) ? [...seen, ...given] : [...given, ...seen];
  };
  const valid: Arguments["valid"] = (name) => {
    const sample = Object.hasOwn(samples, name) ? samples[name] : undefined;
    if (sample !== undefined) {
      const open = referencesIn(sample);
      if (open.length === 0) return { args: sample, source: "sample" };
      // Nobody made the earlier call: what the schema would have there stands in for its values.
      const args = open.reduce(
        (sum, { param }) => placeAt(sum, param, readPath(fromSchema(name), param) ?? "1"),
        sample,
      );
      return { args, source: "schema" };
    }
    const accepted = learnt.accepted(name);
    return accepted === undefined ? { args: fromSchema(name), source: "schema" } : { args: accepted, source: "learnt" };
  };
  return {
    valid,
    typical(name, path) {
      const given = readPath(valid(name).args, path);
      if (given !== undefined) return given;
      const tool = surface.tools.find((one) => one.name === name);
      return typicalValue(tool?.inputSchema ?? {}, path, (member) => valuesFor(member, tool));
    },
    known: (name) => sampled.get(name) ?? learnt.values(name, undefined)[0],
    place: placeAt,
    read: readPath,
  };
}

/** What a tool changes must not be something that is there: one that destroys gets nothing learnt, one that adds gets numbers of things to add to. */
function mayTake(member: string, tool: Tool): boolean {
  if (whyDestructive(tool, {}) !== undefined) return false;
  return !looksAdding(tool, {}) || wordsOf(member).at(-1) === "id";
}

/** Scalars of all samples by the name they stand under: what makes one tool work means something to another. */
export function sampleValues(samples: Readonly<Record<string, JsonObject>>): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  for (const sample of Object.values(samples)) {
    for (const [name, value] of Object.entries(sample)) {
      if ((typeof value === "string" || typeof value === "number") && !found.has(name)) found.set(name, value);
    }
  }
  return found;
}
