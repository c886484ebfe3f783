import { parametersOf } from "../engine/arguments/parameters.ts";
import { promisedReadOnly } from "../engine/destructive.ts";
import type { Scene } from "../model/scene.ts";
import type { Incident } from "../model/subject.ts";
import type { Surface } from "../model/surface.ts";
import type { ScanRequest } from "./scan-request.ts";

/** What checks may look at: the surface, and what the owner said of it. */
export function sceneOf(request: ScanRequest, surface: Surface, incidents: readonly Incident[]): Scene {
  const { promises, samples, principals } = request;
  return {
    surface,
    promises,
    principals: principals.map((principal) => principal.name),
    incidents,
    promisedReadOnly: (tool) => promisedReadOnly(tool, promises),
    parameters(name) {
      const tool = surface.tools.find((candidate) => candidate.name === name);
      return tool === undefined ? [] : parametersOf(tool.inputSchema, samples[name]);
    },
  };
}
