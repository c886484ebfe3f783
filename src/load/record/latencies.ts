import { build } from "hdr-histogram-js";
import type { Latency } from "../../model/load/measured.ts";

/** Latencies as they come; three digits of each are kept, from one microsecond to two minutes. */
export interface Latencies {
  /** Milliseconds. */
  add(ms: number): void;
  summary(): Latency;
  /** The first and the third quarter, in milliseconds. */
  quartiles(): readonly [number, number];
}

const longestUs = 120_000_000;

/** Nothing is kept yet, and little memory taken: it grows with the longest value. */
export function latencies(): Latencies {
  const histogram = build({
    bitBucketSize: 32,
    autoResize: true,
    lowestDiscernibleValue: 1,
    highestTrackableValue: 2,
    numberOfSignificantValueDigits: 3,
    useWebAssembly: false,
  });
  const at = (percentile: number): number =>
    histogram.totalCount === 0 ? 0 : histogram.getValueAtPercentile(percentile) / 1_000;
  return {
    add: (ms) => histogram.recordValue(Math.min(longestUs, Math.max(1, Math.round(ms * 1_000)))),
    summary: () => ({
      calls: histogram.totalCount,
      p50: at(50),
      p95: at(95),
      p99: at(99),
      max: histogram.totalCount === 0 ? 0 : histogram.maxValue / 1_000,
    }),
    quartiles: () => [at(25), at(75)],
  };
}
