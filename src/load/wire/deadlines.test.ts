import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { deadlinesAfter, type Timed } from "./deadlines.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

function waiting(name: string, told: string[]): Timed {
  return { dueMs: 0, timedOut: () => void told.push(name) };
}

it("tells each when it is late, and nobody who is not waited for any more", () => {
  const told: string[] = [];
  const add = (name: string, ms: number): Timed => {
    const timed = waiting(name, told);
    deadlinesAfter(ms).add(timed);
    return timed;
  };
  add("a", 100);
  vi.advanceTimersByTime(60);
  add("b", 100);
  const gone = add("gone", 100);
  add("quick", 20);
  deadlinesAfter(100).delete(gone);
  vi.advanceTimersByTime(30);
  expect(told).toEqual(["quick"]);
  vi.advanceTimersByTime(15);
  expect(told).toEqual(["quick", "a"]);
  vi.advanceTimersByTime(60);
  expect(told).toEqual(["quick", "a", "b"]);
});

it("waits with one timer for all, and with none for nobody", () => {
  const told: string[] = [];
  const all = ["a", "b", "c"].map((name) => waiting(name, told));
  const deadlines = deadlinesAfter(500);
  for (const timed of all) deadlines.add(timed);
  expect(vi.getTimerCount()).toBe(1);
  for (const timed of all) deadlines.delete(timed);
  expect(vi.getTimerCount()).toBe(0);
});

it("may be added to by who is told that it is late", () => {
  const told: string[] = [];
  const deadlines = deadlinesAfter(50);
  const next = waiting("next", told);
  deadlines.add({ dueMs: 0, timedOut: () => deadlines.add(next) });
  vi.advanceTimersByTime(60);
  expect(told).toEqual([]);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(60);
  expect(told).toEqual(["next"]);
});
