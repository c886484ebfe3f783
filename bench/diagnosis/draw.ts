import { modes } from "../../fixtures/servers/pooled/options.ts";
import type { Random } from "../../src/model/ports.ts";
import type { Case } from "./cases.ts";

/** A server drawn at random: what is wrong with it, its pool, its database, its patience, and how many come. */
export function draw(random: Random): Case {
  const pick = <T>(list: readonly T[]): T => list[random.integer(0, list.length - 1)] as T;
  const mode = pick(modes);
  const errors = mode === "healthy" || mode === "leak-on-error" || mode === "leak-in-transaction";
  return {
    mode,
    users: pick([10, 20, 30, 50, 70, 100]),
    // Half of the pools are small: those are what a user meets first.
    pool: random.integer(0, 1) === 0 ? random.integer(1, 3) : random.integer(4, 16),
    acquireMs: random.integer(3, 30) * 100,
    queryMs: mode === "blocking" ? random.integer(20, 150) : random.integer(5, 60),
    perSecond: random.integer(30, 120),
    errorShare: errors && random.integer(0, 2) === 0 ? random.integer(1, 10) / 100 : 0,
    look: random.integer(0, 1) === 1,
    driver: "pg",
    eye: pick(["tap", "observer"]),
  };
}
