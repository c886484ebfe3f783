import type { Exchange } from "../../../src/model/exchange.ts";
import type { StableAnswer } from "../../../src/oracle/answer/stable.ts";
import type { SqlPlace } from "../../../src/payloads/sql/place.ts";
import { placeNamed, placesFor, rowPlaces } from "../../../src/payloads/sql/places.ts";
import { baseAnswer } from "./baselines.ts";
import { askConditions, provenConditions } from "./condition-series.ts";
import { type Sight, sightOf } from "./sight.ts";
import { labelled, type Technique } from "./technique.ts";

/**
 * What is true must keep the answer, what is false or invalid must change it, each with numbers or words drawn at random.
 * Only who reads SQL can tell them apart: the values differ in nothing but last digits, or a missing sign.
 */
export const booleanTechnique: Technique = {
  name: "boolean",
  computes: false,
  async probe(aim) {
    const sight = sightOf(aim.sent());
    const stable = baseAnswer(aim.sent());
    const places = [...placesFor(aim.base), ...(aim.readOnly && !sight.finds ? rowPlaces : [])];
    for (const place of places) {
      if (worthAsking(place, sight, stable) && (await askConditions(aim, "boolean", place))) return;
    }
  },
  find(exchanges) {
    const shown = shownPlace(exchanges);
    const proof = shown && provenConditions(exchanges, "boolean", shown);
    return proof && { proof, because };
  },
};

const because =
  "conditions and clauses added to the value are evaluated: true ones keep the answer, false and invalid ones change it";

/** The place in a statement that the conditions were shown to be in; pure. */
export function shownPlace(exchanges: readonly Exchange[]): SqlPlace | undefined {
  const names = [...new Set(labelled(exchanges, "boolean").map(({ facts }) => String(facts.place)))];
  const places = names.flatMap((name) => placeNamed(name) ?? []);
  return places.find((place) => provenConditions(exchanges, "boolean", place) !== undefined);
}

function worthAsking(place: SqlPlace, sight: Sight, stable: StableAnswer | undefined): boolean {
  if (place.answer === "own" && place.shows === "rows" && rowPlaces.includes(place)) return true;
  if (place.answer === "base" && stable === undefined) return false;
  // Where the value finds nothing, a condition added to it cannot take anything away.
  if (place.answer === "base" && place.shows === "rows" && place.breaker !== "" && !sight.finds) return false;
  return !sight.blind && sight.open(place);
}
