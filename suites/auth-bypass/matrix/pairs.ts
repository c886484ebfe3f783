import type { Identity } from "../../../src/model/identity.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import { provableTools } from "../people/call.ts";
import { admitted } from "../people/people.ts";

/** Somebody, and a tool that works for another one. */
export interface Pair {
  readonly asker: Identity;
  readonly tool: string;
  /** For whom the tool works. */
  readonly holder: Identity;
}

/** Every tool that can be shown to work for somebody, with everybody else whose credentials work. */
export function pairs(scene: Scene): readonly Pair[] {
  const all = admitted(scene);
  const holders = new Map<string, Identity>();
  for (const one of all) for (const tool of provableTools(scene, one)) if (!holders.has(tool)) holders.set(tool, one);
  return [...holders].flatMap(([tool, holder]) =>
    all.filter((asker) => asker !== holder).map((asker) => ({ asker, tool, holder })),
  );
}

/** True when a tool is in what somebody is shown. */
export function isListed({ admitted }: Identity, tool: string): boolean {
  return admitted.ok && admitted.surface.tools.some(({ name }) => name === tool);
}

/** The subject that a pair is; `holderOf` finds its other half again. */
export function subjectOf({ asker, tool }: Pair): Subject {
  return { key: `${tool} as ${asker.name}`, tool, principal: asker.name };
}

/** For whom the tool of a subject works. */
export function holderOf(scene: Scene, subject: Subject): Identity | undefined {
  return pairs(scene).find(({ tool, asker }) => tool === subject.tool && asker.name === subject.principal)?.holder;
}
