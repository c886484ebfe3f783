import { trendChance } from "./trend-chance.ts";
import { usualTime } from "./usual-time.ts";

/** By how much one kind of call takes longer than another. */
export interface TimeApart {
  /** Milliseconds between the middle of the first kind and that of the second; negative where the second is slower. */
  readonly ms: number;
  /** Chance that durations which do not depend on the kind are as far apart, whatever their distribution. */
  readonly falseAlarm: number;
}

/** Calls of each kind below which nothing is concluded. */
const fewestTimed = 12;
const mostChance = 1e-3;
/** A shorter gap is the business of networks and schedulers. */
const leastMs = 20;

/**
 * The gap between two kinds of calls that were made by turns in an order drawn at random; undefined where chance may explain
 * it (Mann and Whitney's test, both sides), or it is too small to be of use to anybody.
 */
export function timeApart(one: readonly number[], other: readonly number[]): TimeApart | undefined {
  if (Math.min(one.length, other.length) < fewestTimed) return undefined;
  const ms = usualTime(one).middleMs - usualTime(other).middleMs;
  if (Math.abs(ms) < leastMs) return undefined;
  const falseAlarm = 2 * (ms > 0 ? trendChance([other, one]) : trendChance([one, other]));
  return falseAlarm < mostChance ? { ms, falseAlarm } : undefined;
}
