import { expect, it } from "vitest";
import { latencies } from "./latencies.ts";

it("keeps three digits of each latency", () => {
  const all = latencies();
  for (let ms = 1; ms <= 1_000; ms++) all.add(ms);
  const { calls, p50, p95, p99, max } = all.summary();
  expect(calls).toBe(1_000);
  for (const [seen, is] of [
    [p50, 500],
    [p95, 950],
    [p99, 990],
    [max, 1_000],
  ] as const) {
    expect(Math.abs(seen - is) / is).toBeLessThan(0.001);
  }
  expect(all.quartiles().map(Math.round)).toEqual([250, 750]);
});

it("knows neither less than a microsecond nor more than two minutes", () => {
  const all = latencies();
  all.add(-5);
  all.add(0);
  all.add(1e9);
  const { calls, p50, max } = all.summary();
  expect([calls, p50, Math.round(max / 1_000)]).toEqual([3, 0.001, 120]);
});

it("of nothing is 0", () => {
  expect(latencies().summary()).toEqual({ calls: 0, p50: 0, p95: 0, p99: 0, max: 0 });
  expect(latencies().quartiles()).toEqual([0, 0]);
});
