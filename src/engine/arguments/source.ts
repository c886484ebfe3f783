import type { JsonObject } from "../../model/json.ts";
import type { Arguments } from "../../model/ports.ts";
import type { Surface } from "../../model/surface.ts";
import { placeAt, readPath } from "./path.ts";
import { validArguments } from "./valid.ts";

/** Arguments for the tools of a surface: the owner's samples first, else made from the schema. */
export function argumentSource(surface: Surface, samples: Readonly<Record<string, JsonObject>>): Arguments {
  return {
    valid(name) {
      const sample = Object.hasOwn(samples, name) ? samples[name] : undefined;
      if (sample !== undefined) return { args: sample, source: "sample" };
      const schema = surface.tools.find((tool) => tool.name === name)?.inputSchema ?? {};
      return { args: validArguments(schema), source: "schema" };
    },
    known: () => undefined,
    place: placeAt,
    read: readPath,
  };
}
