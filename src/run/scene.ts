import { parametersOf } from "../engine/arguments/parameters.ts";
import { referencesIn } from "../engine/arguments/references.ts";
import { promisedReadOnly } from "../engine/destructive.ts";
import type { Parameter, Scene } from "../model/scene.ts";
import type { Incident } from "../model/subject.ts";
import type { Surface } from "../model/surface.ts";
import type { ScanRequest } from "./scan-request.ts";

/** What checks may look at: the surface, and what the owner said of it. */
export function sceneOf(request: ScanRequest, surface: Surface, incidents: readonly Incident[]): Scene {
  const { promises, samples, principals } = request;
  const tools = new Map(surface.tools.map((tool) => [tool.name, tool]));
  const known = new Map<string, readonly Parameter[]>();
  return {
    surface,
    promises,
    principals: principals.map((principal) => principal.name),
    incidents,
    promisedReadOnly: (tool) => promisedReadOnly(tool, promises),
    parameters(name) {
      const tool = tools.get(name);
      if (tool === undefined) return [];
      // Every check asks for them, and a hostile schema is slow to read.
      const found =
        known.get(name) ?? parametersOf(tool.inputSchema, Object.hasOwn(samples, name) ? samples[name] : undefined);
      known.set(name, found);
      return found;
    },
    drawsFrom(name) {
      const sample = Object.hasOwn(samples, name) ? samples[name] : undefined;
      return referencesIn(sample ?? {}).map(({ from, path, param, teardown }) => ({
        tool: from,
        path,
        param,
        teardown,
      }));
    },
  };
}
