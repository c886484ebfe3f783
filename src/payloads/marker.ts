import type { Random } from "../model/ports.ts";

/** Two factors and two delimiters; only who multiplies can write `shown`. */
export interface Marker {
  readonly before: string;
  readonly a: number;
  readonly b: number;
  readonly after: string;
  readonly shown: string;
}

/** A new marker; the product has nine or ten digits, so that chance does not make it. */
export function newMarker(random: Random): Marker {
  const before = random.word(4);
  const after = random.word(4);
  const a = random.integer(20_000, 46_000);
  const b = random.integer(20_000, 46_000);
  return { before, a, b, after, shown: `${before}${a * b}${after}` };
}
