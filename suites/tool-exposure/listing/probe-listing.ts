import type { Json } from "../../../src/model/json.ts";
import type { Caller, Identities, ProbeContext, Step } from "../../../src/model/ports.ts";
import { serverLists } from "../../../src/model/server-lists.ts";
import { type Listing, listingOf } from "../../../src/oracle/metadata/listing.ts";
import { foundAtFirst, type ListingQuestion, ownOf, whole } from "./question.ts";

/** Pages of one list that are asked for again. */
const mostPages = 20;
/** Requests that the probe needs at the most: every list, and a handshake. */
export const listRequests = 4 * mostPages + 2;

type Context = ProbeContext & { readonly calls: Caller; readonly identities?: Identities };

/** Asks again for what the subject was found in: its list, or a handshake; where nothing was found, for the first list there is. */
export async function probeListing(question: ListingQuestion, ctx: Context): Promise<void> {
  const { subject, scene, calls, identities } = ctx;
  const listing = listingOf(scene.surface);
  const own = ownOf(subject, foundAtFirst(question, scene));
  const items = [...new Set(own.map(({ item }) => item))];
  const facts = {
    told: question.told(listing, scene) as Json,
    things: listing.entries.length,
    held: own
      .slice(0, 20)
      .map(({ item, where, says, weight, technique }) => ({ item, where, says, weight, technique })),
  };
  const step: Step = { role: subject.key === whole ? "control" : "attack", label: "listed again", facts };
  const kinds = wanted(items, listing, subject.key === whole);
  for (const { method, kind } of serverLists) {
    if (kinds.includes(kind)) await pagesOf(calls, method, step);
  }
  if (kinds.includes("instructions")) {
    await identities?.enter({ principal: scene.surface.principal }, { ...step, label: "opened again" });
  }
}

/** Which lists hold these things, by the words that they are called by. */
function wanted(items: readonly string[], { entries, instructions }: Listing, all: boolean): readonly string[] {
  if (!all)
    return ["instructions", ...serverLists.map(({ kind }) => kind)].filter((kind) =>
      items.some((item) => item === kind || item.startsWith(`${kind} `)),
    );
  const first = serverLists.find(({ kind }) => entries.some((entry) => entry.kind === kind));
  if (first !== undefined) return [first.kind];
  return [instructions === undefined ? "tool" : "instructions"];
}

async function pagesOf(calls: Caller, method: string, step: Step): Promise<void> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const sent = await calls.request(method, cursor === undefined ? {} : { cursor }, step);
    const next: unknown = sent.reply.kind === "result" ? sent.reply.result.nextCursor : undefined;
    if (typeof next !== "string" || next === cursor || step.role === "control") return;
    cursor = next;
  }
}
