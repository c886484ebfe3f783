import { isObject, type JsonObject } from "../../model/json.ts";
import { type ServerList, serverLists } from "../../model/server-lists.ts";
import type { Surface } from "../../model/surface.ts";

/** One thing that a server lists, as it lists it. */
export interface ListedEntry {
  readonly kind: ServerList["kind"];
  /** The name of a tool or prompt; the address of a resource. */
  readonly name: string;
  readonly entry: JsonObject;
}

/** All that a server says of itself before anything is called. */
export interface Listing {
  readonly entries: readonly ListedEntry[];
  readonly instructions: string | undefined;
}

/** What one principal was shown. */
export function listingOf(surface: Surface): Listing {
  const { tools, instructions } = surface;
  const raw = { ...surface, tools: tools.map((tool) => tool.entry ?? (tool as unknown as JsonObject)) };
  return {
    entries: serverLists.flatMap(({ member, kind, named }) => entriesOf(raw[member], kind, named)),
    instructions,
  };
}

/** The entries of one list; what has no name is none. */
export function entriesOf(entries: unknown, kind: ListedEntry["kind"], named: string): readonly ListedEntry[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry) => {
    const name = isObject(entry) ? entry[named] : undefined;
    return typeof name === "string" ? [{ kind, name, entry: entry as JsonObject }] : [];
  });
}
