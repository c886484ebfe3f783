import type { RequestPace } from "../../model/load/ceiling.ts";
import { latencies } from "../record/latencies.ts";

/** Counts answers to one request over several stretches of time. */
export interface Paced {
  answered(ms: number, right: boolean): void;
  failed(): void;
  /** So much longer it went on. */
  went(ms: number): void;
  sum(): RequestPace & { readonly failed: number };
}

/** Nothing was answered yet. */
export function openPaced(): Paced {
  const times = latencies();
  let passed = 0;
  let failed = 0;
  return {
    answered(ms, right) {
      times.add(ms);
      if (!right) failed += 1;
    },
    failed() {
      failed += 1;
    },
    went(ms) {
      passed += ms;
    },
    sum() {
      const { calls, p50 } = times.summary();
      return { perSecond: passed === 0 ? 0 : (calls * 1_000) / passed, p50, failed };
    },
  };
}
