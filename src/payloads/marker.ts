import type { Random } from "../model/ports.ts";

/** Two factors to send and the product to look for: only who multiplies can write it. */
export interface Marker {
  readonly a: number;
  readonly b: number;
  readonly product: string;
}

/** A new marker; the product has nine or ten digits, so that chance does not make it, and fits a 32-bit integer. */
export function newMarker(random: Random): Marker {
  const a = random.integer(20_000, 46_000);
  const b = random.integer(20_000, 46_000);
  return { a, b, product: String(a * b) };
}
