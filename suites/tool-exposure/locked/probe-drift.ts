import type { Exchange } from "../../../src/model/exchange.ts";
import { lockedLists } from "../../../src/model/lock.ts";
import type { NeededPorts, ProbeContext } from "../../../src/model/ports.ts";

/** Pages of one list; the other requests are the handshake's. */
const mostPages = 8;

/** Lists once more what is different, or the tools where nothing is, on a new session of the principal in question. */
export async function probeDrift({ subject, identities }: ProbeContext & NeededPorts<"identities">): Promise<void> {
  const { principal = "", drift } = subject;
  const { visit } = await identities.enter({ principal }, { role: "control", label: "handshake" });
  if (visit === undefined || (drift !== undefined && drift.list === undefined)) return;
  const { method } = lockedLists[drift?.list ?? "tools"];
  let cursor: string | undefined;
  for (let page = 1; page <= mostPages; page++) {
    const params = cursor === undefined ? {} : { cursor };
    cursor = nextOf(await visit.request(method, params, { role: "control", label: "listed again" }));
    if (cursor === undefined) return;
  }
}

function nextOf({ reply }: Exchange): string | undefined {
  const next = reply.kind === "result" ? reply.result.nextCursor : undefined;
  return typeof next === "string" ? next : undefined;
}
