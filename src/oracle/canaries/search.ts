import { isObject, type Json } from "../../model/json.ts";
import { spellingsOf } from "./spellings.ts";

/** Tells whether a value stands in what a server said, in any of its spellings. */
export type CanarySearch = (said: Json | undefined) => boolean;

/** Makes the search for one value: in every string, name of a member and number of a tree. */
export function canarySearch(value: string): CanarySearch {
  const spellings = spellingsOf(value).map(({ text, anyCase }) =>
    anyCase ? new RegExp(literalPattern(text), "i") : text,
  );
  const inText = (text: string): boolean =>
    spellings.some((spelling) => (typeof spelling === "string" ? text.includes(spelling) : spelling.test(text)));
  const search: CanarySearch = (said) => {
    if (typeof said === "string") return inText(said);
    if (typeof said === "number") return inText(String(said));
    if (Array.isArray(said)) return said.some(search);
    if (!isObject(said)) return false;
    return Object.entries(said).some(([name, inner]) => inText(name) || search(inner));
  };
  return search;
}

/** The source of a pattern for one literal text. */
export function literalPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
