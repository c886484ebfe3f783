import { parametersOf } from "../engine/arguments/parameters.ts";
import { referencesIn } from "../engine/arguments/references.ts";
import { promisedReadOnly } from "../engine/destructive.ts";
import { skipOf, toolsShown } from "../engine/plan.ts";
import type { Parameter, Scene } from "../model/scene.ts";
import type { Surface } from "../model/surface.ts";
import type { ScanRequest } from "./scan-request.ts";
import { scopeOf } from "./select.ts";

/** What is seen of a server before anything is called. */
export const nothingSeen = {
  incidents: [],
  canaries: [],
  called: { all: [], worked: [] },
  changes: undefined,
  errors: { read: 0, quiet: undefined, telling: [], logged: [] },
  identities: [],
  drifted: undefined,
} as const;

/** What checks may look at: the surface, what the owner said of it, and what was seen so far. */
export function sceneOf(
  request: ScanRequest,
  surface: Surface,
  seen: Pick<
    Scene,
    "incidents" | "canaries" | "called" | "changes" | "errors" | "identities" | "drifted" | "announced" | "acquaintance"
  >,
): Scene {
  const { promises, samples, principals } = request;
  const tools = new Map(surface.tools.map((tool) => [tool.name, tool]));
  const scope = scopeOf(request);
  const shown = toolsShown({ surface, identities: seen.identities });
  const known = new Map<string, readonly Parameter[]>();
  return {
    surface,
    promises,
    upstream: request.observe.upstreamPort !== undefined,
    tapped: request.tap.on,
    principals: principals.map((principal) => principal.name),
    ...seen,
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
    mayCall: (tool) => scope.tool(tool) && skipOf({ key: tool, tool }, shown, promises, scope) === undefined,
    sampled: (name) => Object.hasOwn(samples, name),
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
