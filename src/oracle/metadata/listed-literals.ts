import { entropy } from "./example-context.ts";
import type { Finding } from "./finding.ts";
import { listedTexts, whereIs } from "./listed-texts.ts";
import type { Listing } from "./listing.ts";

/** Shorter values, and those without digits, may be words. */
const shortest = 12;
const mostValues = 200;

/** Where a listing holds one of these values, which may be credentials that the server was given; words and addresses are none. */
export function findListedLiterals(listing: Listing, values: readonly string[]): readonly Finding[] {
  const drawn = values.filter(looksDrawn).slice(0, mostValues);
  if (drawn.length === 0) return [];
  return listedTexts(listing).flatMap((text) => {
    if (!drawn.some((value) => text.text.includes(value))) return [];
    const says = "a credential that the server was started with";
    return [{ item: text.item, where: whereIs(text), says, weight: "fail" as const, technique: "credential" }];
  });
}

function looksDrawn(value: string): boolean {
  return (
    value.length >= shortest &&
    /^[^\s/\\:]+$/.test(value) &&
    /\d/.test(value) &&
    /[a-z]/i.test(value) &&
    entropy(value) >= 3
  );
}
