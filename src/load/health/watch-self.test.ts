import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { watchSelf } from "./watch-self.ts";

it("finds nothing wrong with a process that rests", async () => {
  const self = watchSelf(() => 7);
  self.late(0.5);
  await wait(300);
  const health = self.end();
  expect(health).toMatchObject({ seconds: 1, sockets: 7, exhausted: [] });
  expect(health.cpuShare).toBeLessThan(0.8);
  expect(health.schedulerLagP99Ms).toBeCloseTo(0.5);
});

it("says so where it is kept busy", async () => {
  const self = watchSelf(() => 0);
  await wait(20);
  for (const until = performance.now() + 400; performance.now() < until; );
  await wait(20);
  const health = self.end();
  expect(health).toMatchObject({ seconds: 1, saturated: 1 });
  expect(health.loopDelayP99Ms).toBeGreaterThan(50);
});

it("says so where calls are begun late, and what ran out", async () => {
  const self = watchSelf(() => 0);
  for (let call = 0; call < 100; call++) self.late(30);
  self.failed("connect EMFILE 127.0.0.1:80 - Local (undefined:undefined)");
  self.failed("connect EMFILE 127.0.0.1:81 - Local (undefined:undefined)");
  self.failed("connect ECONNREFUSED 127.0.0.1:80");
  self.failed("no more files: EMFILE");
  await wait(250);
  expect(self.end()).toMatchObject({ saturated: 1, exhausted: ["EMFILE"] });
});

it("says nothing of no time at all", () => {
  expect(watchSelf(() => 0).end().seconds).toBe(0);
});
