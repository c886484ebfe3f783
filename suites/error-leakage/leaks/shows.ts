import type { Exchange } from "../../../src/model/exchange.ts";

/** True where an exchange carries the canary at one of these places, and its request does not. */
export function shows(exchange: Exchange, canary: string, places: readonly string[]): boolean {
  return !holds(exchange, canary) && placesIn(exchange, canary).some((place) => places.includes(place));
}

/** True where the request of an exchange held the canary itself. */
export function holds(exchange: Exchange, canary: string): boolean {
  return placesIn(exchange, canary).includes("request");
}

function placesIn({ sightings }: Exchange, canary: string): readonly string[] {
  return sightings.filter(({ kind, shape }) => kind === "canary" && shape.name === canary).map(({ where }) => where);
}
