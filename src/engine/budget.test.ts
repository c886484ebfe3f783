import { describe, expect, it } from "vitest";
import { openBudget } from "./budget.ts";
import { Stop } from "./stop.ts";

const never = new AbortController().signal;
const limits = { requests: 3, seconds: 10, concurrency: 1, rate: 1_000_000 };

describe("openBudget", () => {
  it("refuses the request after the last one, and says what ran out", async () => {
    const budget = openBudget(limits, () => 0);
    for (let i = 0; i < 3; i += 1) await budget.take(never);
    await expect(budget.take(never)).rejects.toThrow(Stop);
    expect(budget.sent).toBe(3);
    expect(budget.exhausted()).toContain("3 requests");
  });

  it("refuses when the time is up", async () => {
    let now = 0;
    const budget = openBudget(limits, () => now);
    await budget.take(never);
    now = 10_000;
    await expect(budget.take(never)).rejects.toThrow("10 seconds");
  });

  it("spaces requests at the rate", async () => {
    const startedAt = performance.now();
    const budget = openBudget({ ...limits, requests: 6, rate: 100 }, () => performance.now());
    for (let i = 0; i < 6; i += 1) await budget.take(never);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(45);
  });

  it("ends its wait at once when the run is interrupted, and does not count what was never sent", async () => {
    const stop = new AbortController();
    const budget = openBudget({ ...limits, rate: 0.001 }, () => 0);
    await budget.take(stop.signal);
    const waiting = budget.take(stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ reason: "interrupted" });
    expect(budget.sent).toBe(1);
  });
});
