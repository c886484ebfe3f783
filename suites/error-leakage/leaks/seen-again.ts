import type { Leak } from "../../../src/model/canary.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { holds, shows } from "./shows.ts";

/** That a leak was seen again. */
export interface Again {
  /** The request that brought it: whoever sends it again gets to see it again. */
  readonly call: Exchange;
  /** That request and, where what it brought came after its reply, the listing that carried it. */
  readonly proof: readonly [string, ...string[]];
}

/** Whether what `repeatLeak` sent in one round, in its order, showed the canary again, and by which request. Pure. */
export function seenAgain(
  sent: readonly Exchange[],
  canary: string,
  places: readonly Leak["place"][],
  tool: string | undefined,
): Again | undefined {
  const beside = places.filter((place) => place !== "reply");
  for (const [index, exchange] of sent.entries()) {
    const before = sent.slice(0, index).filter(({ session }) => session === exchange.session);
    // What the start of a session brings comes with its first request, and no tool is to blame for it.
    const own = before.length === 0 && tool !== undefined ? places.filter((place) => place === "reply") : places;
    if (isRepeated(exchange) && shows(exchange, canary, own)) return { call: exchange, proof: [exchange.id] };
    if (exchange.label === "alive" && tool === undefined && shows(exchange, canary, beside)) {
      return { call: exchange, proof: [exchange.id] };
    }
    const call = before.findLast(isRepeated);
    if (exchange.label !== "afterwards" || call === undefined || holds(call, canary)) continue;
    // A log line has a way of its own and may arrive after the reply: a listing brings none of it about.
    if (shows(exchange, canary, beside)) return { call, proof: [call.id, exchange.id] };
  }
  return undefined;
}

function isRepeated({ label }: Exchange): boolean {
  return label === "same call" || label === "valid call";
}
