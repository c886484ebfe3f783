import { trendChance } from "./trend-chance.ts";

/** How long one call took that was asked to wait. */
export interface Timed {
  /** Seconds it was asked to wait: 0 for controls. */
  readonly dose: number;
  readonly ms: number;
}

/** What waiting calls show. */
export interface DoseEffect {
  /** Seconds of delay for each second asked for; 2 where the expression was worked out twice. */
  readonly slope: number;
  /**
   * Chance that durations which have nothing to do with the doses follow them as well as these, whatever their distribution:
   * the order of the calls was drawn at random, so every way to hand the durations out is as likely.
   */
  readonly falseAlarm: number;
}

/** The chance that is too large to call it proof; a finding has to beat it twice. */
const mostChance = 5e-4;
/** Bounds for the slope: a statement may run more than once for a call, and counts rows at most three times as fast as before. */
const leastSlope = 0.35;
const mostSlope = 20;
/** By how much the delays for each second asked for may differ between the doses. */
const mostUneven = 2.2;

/** The effect of the doses on the durations; undefined where chance may explain it, or it is not in proportion to the doses. */
export function doseEffect(timed: readonly Timed[]): DoseEffect | undefined {
  const levels = [...new Set(timed.map(({ dose }) => dose))].sort((a, b) => a - b);
  if (levels.length < 3 || levels[0] !== 0) return undefined;
  const groups = levels.map((level) => timed.filter(({ dose }) => dose === level).map(({ ms }) => ms));
  const falseAlarm = trendChance(groups);
  if (falseAlarm > mostChance) return undefined;
  const middles = groups.map(middle);
  const [none = 0, ...others] = middles;
  const slopes = others.map((ms, at) => (ms - none) / 1000 / (levels[at + 1] ?? 1));
  const slope = slopes.at(-1) ?? 0;
  if (slope < leastSlope || slope > mostSlope) return undefined;
  if (Math.max(...slopes) > mostUneven * Math.min(...slopes)) return undefined;
  return { slope, falseAlarm };
}

/** The middle value: one call that hung for reasons of its own must not bend the line. */
function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
