import { expect, it } from "vitest";
import { timeApart } from "./time-apart.ts";

const jitter = [3, 41, 17, 90, 5, 66, 12, 30, 71, 8, 99, 54, 20, 35];
const calls = (ms: number) => jitter.map((noise) => ms + noise);

it("sees a gap through jitter, and which kind is slower", () => {
  expect(timeApart(calls(120), calls(20))).toMatchObject({ ms: 100 });
  expect(timeApart(calls(20), calls(120))).toMatchObject({ ms: -100 });
  expect(timeApart(calls(120), calls(20))?.falseAlarm).toBeLessThan(1e-3);
});

it("does not see one that is small, not clear, or told by too few calls", () => {
  const steady = jitter.map((_, at) => 20 + (at % 2));
  expect(
    timeApart(
      steady.map((ms) => ms + 10),
      steady,
    ),
  ).toBeUndefined();
  expect(timeApart(calls(45), calls(20))).toBeUndefined();
  expect(timeApart(calls(500).slice(0, 11), calls(20).slice(0, 11))).toBeUndefined();
});

it("raises no more false alarms on noise than it may", () => {
  let state = 7;
  const noise = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return (state / 2 ** 31) ** 4 * 3000;
  };
  const alarms = Array.from({ length: 6_000 }, () => timeApart(jitter.map(noise), jitter.map(noise))).filter(Boolean);
  expect(alarms.length).toBeLessThanOrEqual(12);
});
