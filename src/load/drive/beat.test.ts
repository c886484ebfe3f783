import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import type { LoadRecord } from "../record/open-record.ts";
import type { LoadSession } from "../wire/load-session.ts";
import { startBeat } from "./beat.ts";
import type { LoadSetup } from "./setup.ts";

function setupWith(ask: LoadSession["ask"], more: Partial<LoadSetup> = {}): LoadSetup {
  const session: LoadSession = { ask, close: async () => undefined };
  return {
    plan: { timeoutMs: 1_000 },
    control: { method: "ping", params: {} },
    open: async () => session,
    signal: new AbortController().signal,
    ...more,
  } as LoadSetup;
}

function recordOf(times: number[]): LoadRecord {
  return { control: (ms: number) => void times.push(ms) } as unknown as LoadRecord;
}

const pong = { reply: { kind: "result", result: {} }, resent: 0 } as const;

it("goes on asking while the server stands still, so that the stand counts for as long as it was", async () => {
  const began = performance.now();
  const stand = wait(700);
  const times: number[] = [];
  const end = await startBeat(
    setupWith(async () => {
      await stand;
      return pong;
    }),
    recordOf(times),
    1,
  );
  await stand;
  await wait(20);
  await end();
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(times.filter((ms) => ms > 150).length).toBeGreaterThanOrEqual(4);
});

it("ends at once, and asks nothing more", async () => {
  let asked = 0;
  const end = await startBeat(
    setupWith(async ({ signal }) => {
      asked += 1;
      await wait(60_000, undefined, { signal }).catch(() => undefined);
      return { reply: { kind: "closed", why: "given up by us" }, resent: 0 };
    }),
    recordOf([]),
    1,
  );
  await end();
  expect(asked).toBe(1);
});

it("goes on without a session of its own, and still looks into the database", async () => {
  let looked = 0;
  const open: LoadSetup["open"] = async () => ({ kind: "closed", why: "no" });
  const look = async () => {
    looked += 1;
    return undefined;
  };
  const end = await startBeat(
    setupWith(async () => pong, { open, look }),
    recordOf([]),
    1,
  );
  await end();
  expect(looked).toBe(1);
});

it("asks less often what takes long by itself", async () => {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    return pong;
  };
  const end = await startBeat(setupWith(ask), recordOf([]), 500);
  await wait(400);
  await end();
  expect(asked).toBe(1);
});
