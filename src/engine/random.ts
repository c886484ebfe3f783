import { createHash } from "node:crypto";
import type { Random } from "../model/ports.ts";

/** A stream of values that depends on the seed and the keys alone, so that subjects may run in any order. */
export function seededRandom(seed: number, ...keys: readonly (string | number)[]): Random {
  const name = `${seed}\u0000${keys.join("\u0000")}`;
  let block = 0;
  let pool: number[] = [];
  const next = (): number => {
    if (pool.length === 0) {
      const digest = createHash("sha256").update(`${name}\u0000${block++}`).digest();
      pool = Array.from({ length: 8 }, (_, i) => digest.readUInt32LE(i * 4));
    }
    return pool.pop() ?? 0;
  };
  const integer = (min: number, max: number): number => min + (next() % (max - min + 1));
  const letter = (): string => String.fromCharCode(97 + integer(0, 25));
  return { integer, word: (length) => Array.from({ length }, letter).join("") };
}
