/** By how much one series of values is above another, and between which factors that lies but for two times in a hundred. */
export interface Ratio {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

const resamples = 400;
const oneSided = 0.01;
/** Longer series are told by the medians of so many parts: more of them cost time and tell no more. */
const mostParts = 120;

/**
 * By how much the middle of one series in time is above that of another, by a moving block bootstrap (Künsch 1989): values that
 * follow each other are alike, so whole runs of them are drawn. What is held against each other are means of logarithms without
 * the fifth at either end, which a bad second hardly moves. The same for the same values, which have to be above zero.
 */
export function middleRatio(before: readonly number[], after: readonly number[]): Ratio {
  const [old, young] = [logarithms(before), logarithms(after)];
  const random = generator();
  const drawn = Float64Array.from(
    { length: resamples },
    () => middle(blocks(young, random)) - middle(blocks(old, random)),
  );
  drawn.sort();
  const at = (share: number): number => Math.exp(drawn[Math.min(resamples - 1, Math.floor(share * resamples))] ?? 0);
  return { estimate: Math.exp(middle(young) - middle(old)), lower: at(oneSided), upper: at(1 - oneSided) };
}

const trimmed = 0.2;

function middle(values: Float64Array): number {
  const sorted = values.slice().sort();
  const cut = Math.floor(trimmed * sorted.length);
  const kept = sorted.subarray(cut, sorted.length - cut);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

function logarithms(values: readonly number[]): Float64Array {
  return Float64Array.from(parts(values), Math.log);
}

/** The middle of some values; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2;
}

/** A series of the same length, of runs of this one. */
function blocks(values: Float64Array, random: () => number): Float64Array {
  const length = Math.min(values.length, Math.max(3, Math.round(Math.sqrt(values.length))));
  const starts = values.length - length + 1;
  const made = new Float64Array(values.length);
  for (let at = 0; at < made.length; at += length) {
    const start = Math.floor(random() * starts);
    made.set(values.subarray(start, start + Math.min(length, made.length - at)), at);
  }
  return made;
}

function parts(values: readonly number[]): readonly number[] {
  const width = Math.ceil(values.length / mostParts);
  if (width <= 1) return values;
  return Array.from({ length: Math.ceil(values.length / width) }, (_, i) =>
    median(values.slice(i * width, (i + 1) * width)),
  );
}

/** Mulberry32 with a seed of its own: what is said of two loads must not depend on when it is said. */
function generator(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
