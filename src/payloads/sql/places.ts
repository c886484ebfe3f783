import { barePlaces } from "./bare-places.ts";
import { literalErrorPlaces, literalPlaces, literalRowPlaces } from "./literal-places.ts";
import { namePlaces } from "./name-places.ts";
import { aNumber, type SqlPlace } from "./place.ts";
import { storedPlaces } from "./stored-places.ts";

const known = [...literalPlaces, ...namePlaces, ...barePlaces, ...literalErrorPlaces, ...storedPlaces];
const all = [...known, ...literalRowPlaces];

/** Every place that a value like this one can stand in, the likeliest first; none of them touches a row that the value does not. */
export function placesFor(base: string): readonly SqlPlace[] {
  const fitting = known.filter(({ takes }) => takes.test(base));
  if (!aNumber.test(base)) return fitting;
  return [...fitting.filter(({ breaker }) => breaker === ""), ...fitting.filter(({ breaker }) => breaker !== "")];
}

/** Places where what is true matches every row there is. */
export const rowPlaces: readonly SqlPlace[] = literalRowPlaces;

/** The place of that name, undefined where there is none. */
export function placeNamed(name: string): SqlPlace | undefined {
  return all.find((place) => place.name === name);
}
