import type { Json } from "../../model/json.ts";
import type { ListedEntry, Listing } from "./listing.ts";
import { visible } from "./visible.ts";

/** One piece of text that a server lists, and where. */
export interface ListedText {
  /** What it belongs to: `tool get_order`, `instructions`. */
  readonly item: string;
  /** Where in it: `description`, `inputSchema.properties.id.default`; empty for the instructions. */
  readonly path: string;
  readonly text: string;
  /** `name`: of the thing itself. `key`: of a member. `prose`: written to be read. `value`: anything else, such as a default. */
  readonly role: "name" | "key" | "prose" | "value";
}

/** A server may list anything, at any length: what is read of it. */
const mostTexts = 30_000;
const mostCharacters = 4_000_000;
const longestText = 64 * 1024;
const deepest = 32;

/** Every text that is listed, in the order of the list; bounded, in time that grows with the size of the list. */
export function listedTexts({ entries, instructions }: Listing): readonly ListedText[] {
  const texts: ListedText[] = [];
  let left = mostCharacters;
  const add = (item: string, path: string, text: string, role: ListedText["role"]): void => {
    if (texts.length >= mostTexts || left <= 0 || text === "") return;
    // A picture is no text.
    const kept = text.slice(0, /^data:/i.test(text) ? 64 : longestText);
    left -= kept.length;
    texts.push({ item, path, text: kept, role });
  };
  const walk = (item: string, value: Json | undefined, path: string, depth: number): void => {
    if (texts.length >= mostTexts || left <= 0) return;
    if (typeof value === "string") add(item, path, value, roleOf(path));
    if (typeof value !== "object" || value === null || depth > deepest) return;
    if (Array.isArray(value)) {
      for (const [index, inner] of value.entries()) walk(item, inner, `${path}[${index}]`, depth + 1);
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      const inside = path === "" ? visible(key) : `${path}.${visible(key)}`;
      if (!/^[\w$.:/-]{1,80}$/.test(key)) add(item, inside, key, "key");
      walk(item, inner, inside, depth + 1);
    }
  };
  if (instructions !== undefined) add("instructions", "", instructions, "prose");
  for (const entry of entries) walk(itemOf(entry), entry.entry, "", 0);
  return texts;
}

/** How a listed thing is called in a report: characters that do not show are spelled out. */
export function itemOf({ kind, name }: Pick<ListedEntry, "kind" | "name">): string {
  return `${kind} ${visible(name).slice(0, 200)}`;
}

/** Where a text stands, as a phrase. */
export function whereIs({ item, path }: Pick<ListedText, "item" | "path">): string {
  return path === "" ? item : `${item} ${path.slice(0, 200)}`;
}

function roleOf(path: string): ListedText["role"] {
  if (path === "name") return "name";
  // Members of a schema called `description` are arguments, and their text is one level below.
  return /(?:^|\.)(?:description|title|\$comment|markdownDescription)$/.test(path) ? "prose" : "value";
}
