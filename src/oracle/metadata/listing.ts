import { isObject, type JsonObject } from "../../model/json.ts";
import type { Surface } from "../../model/surface.ts";

/** One thing that a server lists, as it lists it. */
export interface ListedEntry {
  readonly kind: "tool" | "resource" | "resource template" | "prompt";
  /** The name of a tool or prompt; the address of a resource. */
  readonly name: string;
  readonly entry: JsonObject;
}

/** All that a server says of itself before anything is called. */
export interface Listing {
  readonly entries: readonly ListedEntry[];
  readonly instructions: string | undefined;
}

/** Lists by the method that asks for them, with the member that holds the entries. */
export const lists = [
  { method: "tools/list", member: "tools", kind: "tool", capability: "tools", named: "name" },
  { method: "resources/list", member: "resources", kind: "resource", capability: "resources", named: "uri" },
  {
    method: "resources/templates/list",
    member: "resourceTemplates",
    kind: "resource template",
    capability: "resources",
    named: "uriTemplate",
  },
  { method: "prompts/list", member: "prompts", kind: "prompt", capability: "prompts", named: "name" },
] as const;

/** What one principal was shown. */
export function listingOf(surface: Surface): Listing {
  const { tools, instructions } = surface;
  const raw = { ...surface, tools: tools.map((tool) => tool.entry ?? (tool as unknown as JsonObject)) };
  return { entries: lists.flatMap(({ member, kind, named }) => entriesOf(raw[member], kind, named)), instructions };
}

/** The entries of one list; what has no name is none. */
export function entriesOf(entries: unknown, kind: ListedEntry["kind"], named: string): readonly ListedEntry[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry) => {
    const name = isObject(entry) ? entry[named] : undefined;
    return typeof name === "string" ? [{ kind, name, entry: entry as JsonObject }] : [];
  });
}
