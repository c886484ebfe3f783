import type { Check } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import type { Finding } from "../../../src/oracle/metadata/finding.ts";
import { type Listing, listingOf } from "../../../src/oracle/metadata/listing.ts";

/** A check of what a listing says. */
export interface ListingQuestion extends Pick<Check, "id" | "title" | "severity" | "why" | "fix" | "refs"> {
  /** What of the surroundings a judge has to know; must hold no secret. */
  readonly told: (listing: Listing, scene: Scene) => JsonObject;
  /** What is found in a listing: as it came, without a record, and in the record of it, secrets removed. Pure. */
  readonly find: (listing: Listing, told: JsonObject, record: readonly Exchange[] | undefined) => readonly Finding[];
  /** What a listing has that passes, as a clause. */
  readonly otherwise: string;
}

/** Things of one server that get a result of their own; the others share one. */
const mostItems = 12;
const others = "(further items)";
/** Key of the subject where nothing was found. */
export const whole = "(listing)";

/** One subject for each thing in which something was found; the listing as a whole where nothing was. */
export function subjectsOf(question: ListingQuestion, scene: Scene): readonly Subject[] {
  const items = distinctItems(foundAtFirst(question, scene));
  if (items.length === 0) return [{ key: whole }];
  return [...items.slice(0, mostItems), ...(items.length > mostItems ? [others] : [])].map((key) => ({ key }));
}

/** What was found when the server was asked what it has. */
export function foundAtFirst({ told, find }: ListingQuestion, scene: Scene): readonly Finding[] {
  const listing = listingOf(scene.surface);
  return find(listing, told(listing, scene), undefined);
}

/** The findings that are of one subject. */
export function ownOf({ key }: Subject, found: readonly Finding[]): readonly Finding[] {
  const items = distinctItems(found);
  const own = key === others ? items.slice(mostItems) : [key];
  return found.filter(({ item }) => own.includes(item));
}

function distinctItems(found: readonly Finding[]): readonly string[] {
  return [...new Set(found.map(({ item }) => item))];
}
