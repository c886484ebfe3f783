import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openDeadline } from "./deadline.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const now = () => Date.now();

it("is over when its time is used up", () => {
  const { signal } = openDeadline(100, now);
  vi.advanceTimersByTime(99);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.aborted).toBe(true);
});

it("stands still while we wait for ourselves, also twice at once", async () => {
  const { signal, paused } = openDeadline(100, now);
  const waits: (() => void)[] = [];
  const wait = () => paused(() => new Promise<void>((resolve) => waits.push(resolve)));
  vi.advanceTimersByTime(60);
  const both = [wait(), wait()];
  vi.advanceTimersByTime(1_000);
  waits[0]?.();
  await both[0];
  vi.advanceTimersByTime(1_000);
  waits[1]?.();
  await both[1];
  vi.advanceTimersByTime(39);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.aborted).toBe(true);
});

it("never fires after its end", () => {
  const { signal, end } = openDeadline(100, now);
  end();
  vi.advanceTimersByTime(1_000);
  expect(signal.aborted).toBe(false);
});
