import type { Sighting } from "../../model/exchange.ts";
import type { JsonObject } from "../../model/json.ts";
import { repeats } from "../../oracle/disclosures/repeated.ts";

/** Secrets of one reply that its request held in another spelling, or of which it held more. */
export interface Echoes {
  /** Hears of a secret of the reply. */
  hear(secret: string, placeholder: string): void;
  /** Those of the sightings that are echoes. */
  of<T extends Pick<Sighting, "placeholder">>(sightings: readonly T[]): readonly T[];
}

/** Secrets of one reply that are looked for in the request. */
const mostHeard = 50;

/** Nothing was heard yet. */
export function openEchoes(params: JsonObject): Echoes {
  const echoed = new Set<string>();
  const isRepeated = repeats([JSON.stringify(params)]);
  let heard = 0;
  return {
    hear(secret, placeholder) {
      if (++heard > mostHeard || echoed.has(placeholder)) return;
      if (isRepeated({ kind: "secret", text: secret })) echoed.add(placeholder);
    },
    of: (sightings) => sightings.filter(({ placeholder }) => echoed.has(placeholder)),
  };
}
