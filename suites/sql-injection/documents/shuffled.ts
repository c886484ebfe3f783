import type { Random } from "../../../src/model/ports.ts";

/** The same items in an order that nobody can foresee who does not know the seed. */
export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(random.integer(0, left.length - 1), 1));
}
