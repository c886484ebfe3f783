import type { NeededPorts, ProbeContext } from "../../../src/model/ports.ts";
import { serverLists, toolList } from "../../../src/model/server-lists.ts";
import { askList } from "./lists.ts";

/** Lists everything as one whose credentials work, and as nobody. */
export async function probeNobody({ scene, identities }: ProbeContext & NeededPorts<"identities">): Promise<void> {
  const user = scene.identities.find(({ credentials, admitted }) => credentials && admitted.ok);
  const promised = scene.promises.exposure ?? "";
  const all = user === undefined ? [] : [{ who: user.name, role: "control", label: "user" } as const];
  for (const { who, role, label } of [...all, { who: "anonymous", role: "attack", label: "nobody" } as const]) {
    const { visit } = await identities.enter(
      { principal: who },
      { role, label: `${label}:enter`, facts: { promised } },
    );
    if (visit === undefined) continue;
    // What a server does not declare it may list all the same; only tools are asked for then.
    const lists = serverLists.filter(
      (list) => list === toolList || visit.info.capabilities[list.capability] !== undefined,
    );
    const instructions = visit.info.instructions !== undefined;
    for (const list of lists) await askList(visit.request, list, { role, label, facts: { promised, instructions } });
  }
}
