import type { Exchange } from "../../../src/model/exchange.ts";
import { serverLists } from "../../../src/model/server-lists.ts";
import { itemOf } from "../../../src/oracle/metadata/listed-texts.ts";
import { entriesOf, type Listing } from "../../../src/oracle/metadata/listing.ts";

/** What exchanges list, and which of them. */
export interface Relisted {
  readonly listing: Listing;
  /** The exchanges that list a thing. */
  readonly holding: (item: string) => readonly string[];
}

/** Reads lists and handshakes of the record; pure. */
export function relisted(exchanges: readonly Exchange[]): Relisted {
  const holders = new Map<string, string[]>();
  const hold = (item: string, id: string): void => void holders.set(item, [...(holders.get(item) ?? []), id]);
  const entries = [];
  let instructions: string | undefined;
  for (const { id, label, request, reply } of exchanges) {
    if (reply.kind !== "result") continue;
    const list = serverLists.find(({ method }) => method === request.method);
    if (label === "listed again" && list !== undefined) {
      for (const entry of entriesOf(reply.result[list.member], list.kind, list.named)) {
        entries.push(entry);
        hold(itemOf(entry), id);
      }
    }
    if (label === "opened again" && typeof reply.result.instructions === "string") {
      instructions = reply.result.instructions;
      hold("instructions", id);
    }
  }
  return { listing: { entries, instructions }, holding: (item) => [...new Set(holders.get(item))] };
}
