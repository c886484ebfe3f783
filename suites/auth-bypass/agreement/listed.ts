import type { Identity } from "../../../src/model/identity.ts";
import { isObject } from "../../../src/model/json.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { isListed } from "../matrix/pairs.ts";
import { provableTools } from "../people/call.ts";
import { admitted } from "../people/people.ts";

/** A tool that somebody is shown, and another one for whom it works with arguments that are nobody's own. */
export interface Listed {
  readonly tool: string;
  readonly holder: Identity;
  /** What the owner says of it for the one who is shown it. */
  readonly expected: ReturnType<Identity["expected"]>;
}

/** Tools that one principal is asked about. */
const mostTools = 12;

/**
 * The tools that this principal is shown, with somebody to compare with. Those that the owner denies it are among them where lists
 * are promised to be by role: elsewhere the owner knows that they are refused.
 */
export function listedFor(scene: Scene, asker: Identity): readonly Listed[] {
  const found = new Map<string, Listed>();
  const byRole = scene.promises.exposure === "by-role";
  for (const holder of admitted(scene)) {
    if (holder === asker) continue;
    for (const tool of provableTools(scene, holder)) {
      const expected = asker.expected(tool);
      const same =
        isListed(asker, tool) && (byRole || expected !== "deny") && isNobodysOwn(scene, [asker, holder], tool);
      if (same && !found.has(tool)) found.set(tool, { tool, holder, expected });
    }
  }
  return [...found.values()].slice(0, mostTools);
}

/** The owner's arguments for anybody, or none: what is one user's own is refused to another one rightly. */
function isNobodysOwn(scene: Scene, people: readonly Identity[], tool: string): boolean {
  if (people.some(({ samples }) => Object.hasOwn(samples, tool)) || scene.drawsFrom(tool).length > 0) return false;
  return scene.sampled(tool) || people.every((one) => needsNothing(one, tool));
}

function needsNothing({ admitted }: Identity, tool: string): boolean {
  const schema = admitted.ok ? admitted.surface.tools.find(({ name }) => name === tool)?.inputSchema : undefined;
  const required = isObject(schema) ? schema.required : undefined;
  return !(Array.isArray(required) && required.length > 0);
}
