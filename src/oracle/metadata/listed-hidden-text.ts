import type { Finding } from "./finding.ts";
import { findHiddenText } from "./hidden-text.ts";
import { listedTexts, whereIs } from "./listed-texts.ts";
import type { Listing } from "./listing.ts";

/** What a listing hides from people and shows to a model; names are minded by `findLookAlikeNames`. */
export function findListedHiddenText(listing: Listing): readonly Finding[] {
  return listedTexts(listing).flatMap((text) => {
    if (text.role === "name") return [];
    const found = findHiddenText(text.text);
    return found.map(({ kind, says, weight }) => ({
      item: text.item,
      where: whereIs(text),
      says,
      weight,
      technique: kind,
    }));
  });
}
