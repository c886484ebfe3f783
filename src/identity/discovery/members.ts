import type { Json } from "../../model/json.ts";

/** Entries of a list that are read; the rest is a hostile peer's. */
const mostEntries = 200;
/** Characters of one text. */
const mostCharacters = 2_000;

/** A member of a document where it is a text of a sensible length. */
export function text(value: Json | undefined): string | undefined {
  return typeof value === "string" && value.length <= mostCharacters ? value : undefined;
}

/** The texts of a list; empty where it is none. */
export function strings(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.slice(0, mostEntries).flatMap((entry) => text(entry) ?? []) : [];
}
