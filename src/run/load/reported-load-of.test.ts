import { expect, it } from "vitest";
import { imaginedLoad } from "../../../test/imagined-load.ts";
import type { LoadObservation } from "../../model/load/observation.ts";
import { reportedLoad } from "../../model/load/reported-load.ts";
import { usualSlo } from "../../oracle/load/slo.ts";
import { reportedLoadOf } from "./reported-load-of.ts";

const facts = imaginedLoad({});
const second: LoadObservation["series"][number] = {
  second: 0,
  users: 50,
  outcomes: { ok: 100, timeout: 2 },
  p50: 10,
  p95: 20,
  p99: 30,
  controlP50: 2,
  tools: { find_order: 11 },
  database: undefined,
};

it("tells a load as the report has it", () => {
  const told = reportedLoadOf({ ...facts, series: [second, { ...second, second: 1, outcomes: {} }] }, usualSlo);
  expect(reportedLoad.parse(JSON.parse(JSON.stringify(told)))).toEqual(told);
  expect(told).toMatchObject({
    complete: true,
    diagnosis: { verdict: "healthy" },
    ownership: { checked: 2_000, foreign: 0 },
    phases: [{ name: "baseline", calls: 500, ok: 500, errors: {} }, {}, {}, {}],
  });
  expect(told.series).toEqual([
    {
      second: 0,
      seconds: 1,
      users: 50,
      ok: 100,
      errors: { timeout: 2 },
      latencyMs: { p50: 10, p95: 20, p99: 30 },
      toolsMs: [11],
      controlMs: 2,
    },
    { second: 1, seconds: 1, users: 50, ok: 0, errors: {}, toolsMs: [11], controlMs: 2 },
  ]);
});

it("stays small however long a load is, and whatever a server says", () => {
  const series = Array.from({ length: 10_000 }, (_, at) => ({ ...second, second: at, p99: at }));
  const failures = Array.from({ length: 500 }, (_, at) => ({
    outcome: "tool-error" as const,
    message: `${at} ${"x".repeat(5_000)}`,
    status: undefined,
    calls: at + 1,
    firstCall: at,
    firstMs: at,
    users: 50,
    latency: { calls: 1, p50: 1, p95: 1, p99: 1, max: 1 },
    quartiles: [1, 1] as const,
  }));
  const foreign = Array.from({ length: 90 }, () => ({ call: "find_order", user: 1, owner: 2 }));
  const told = reportedLoadOf({ ...facts, series, failures, ownership: { ...facts.ownership, foreign } }, usualSlo);
  expect(told.series).toHaveLength(3_334);
  expect(told.series.reduce((sum, { ok }) => sum + ok, 0)).toBe(1_000_000);
  expect(told.series.at(-1)).toMatchObject({ second: 9_999, seconds: 1, latencyMs: { p50: 10, p99: 9_999 } });
  expect(told.series[1]).toMatchObject({ second: 3, seconds: 3, errors: { timeout: 6 }, latencyMs: { p99: 5 } });
  expect(told.failures).toHaveLength(200);
  expect(told.failures[0]?.calls).toBe(500);
  expect(told.failures[0]?.message.length).toBeLessThanOrEqual(500);
  expect(told.ownership).toMatchObject({ foreign: 90 });
  expect(told.ownership.examples).toHaveLength(20);
});
