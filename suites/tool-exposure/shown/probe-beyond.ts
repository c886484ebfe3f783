import type { NeededPorts, ProbeContext } from "../../../src/model/ports.ts";
import { toolList } from "../../../src/model/server-lists.ts";
import { beyondFor } from "./beyond.ts";
import { askList } from "./lists.ts";

/** Asks for the list as the principal of the subject. */
export async function probeBeyond(ctx: ProbeContext & NeededPorts<"identities">): Promise<void> {
  const { subject, scene, identities } = ctx;
  const identity = scene.identities.find(({ name }) => name === subject.principal);
  if (identity === undefined) return;
  const { leftOut, denied, byRole } = beyondFor(scene, identity);
  const { visit } = await identities.enter({ principal: identity.name }, { role: "attack", label: "enter" });
  if (visit === undefined) return;
  const facts = { leftOut: [...leftOut], denied: [...denied], byRole };
  await askList(visit.request, toolList, { role: "attack", label: "list", facts });
}
