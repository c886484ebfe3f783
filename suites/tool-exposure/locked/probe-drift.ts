import type { NeededPorts, ProbeContext } from "../../../src/model/ports.ts";
import { toolList } from "../../../src/model/server-lists.ts";
import { askList } from "../shown/lists.ts";

/** Lists once more what is different, or the tools where nothing is, on a new session of the principal in question. */
export async function probeDrift({ subject, identities }: ProbeContext & NeededPorts<"identities">): Promise<void> {
  const { principal = "", drift } = subject;
  const { visit } = await identities.enter({ principal }, { role: "control", label: "handshake" });
  if (visit === undefined || (drift !== undefined && drift.list === undefined)) return;
  await askList(visit.request, drift?.list ?? toolList, { role: "control", label: "listed again" });
}
