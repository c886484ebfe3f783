import { describe, expect, it } from "vitest";
import { openCrowd } from "./crowd.ts";
import { runClosed } from "./run-closed.ts";

/** Users whose turns take `turnMs`; how many were under way at once, of all and of each. */
function watched(turnMs: number) {
  const seen = { turns: 0, under: 0, mostUnder: 0, twice: false, numbers: new Set<number>() };
  const crowd = openCrowd((number) => {
    let busy = false;
    return {
      async turn() {
        seen.twice ||= busy;
        busy = true;
        seen.turns += 1;
        seen.under += 1;
        seen.numbers.add(number);
        seen.mostUnder = Math.max(seen.mostUnder, seen.under);
        await new Promise((resolve) => setTimeout(resolve, turnMs));
        seen.under -= 1;
        busy = false;
      },
      miss: () => undefined,
      leave: async () => undefined,
    };
  });
  return { crowd, seen };
}

const never = new AbortController().signal;
const now = (): number => performance.now();

describe("a closed load", () => {
  it("has as many users as it should, and ends when all have ended", async () => {
    const { crowd, seen } = watched(5);
    const counts: number[] = [];
    const count = (ms: number) => (ms < 200 ? 4 : undefined);
    await runClosed({ crowd, count, thinkMs: 0, now, signal: never, users: (users) => counts.push(users) });
    expect(seen).toMatchObject({ under: 0, mostUnder: 4, twice: false });
    expect([...seen.numbers]).toEqual([0, 1, 2, 3]);
    expect(seen.turns).toBeGreaterThan(20);
    expect(counts).toEqual([4, 0]);
  });

  it("never has the same user twice where they go and come", async () => {
    const { crowd, seen } = watched(170);
    const count = (ms: number) => (ms > 600 ? undefined : Math.floor(ms / 60) % 2 === 0 ? 6 : 1);
    await runClosed({ crowd, count, thinkMs: 0, now, signal: never, users: () => undefined });
    expect(seen).toMatchObject({ under: 0, mostUnder: 6, twice: false });
  });

  it("lets users think, but not when it is over", async () => {
    const { crowd, seen } = watched(1);
    const began = now();
    const count = (ms: number) => (ms < 120 ? 3 : undefined);
    await runClosed({ crowd, count, thinkMs: 60_000, now, signal: never, users: () => undefined });
    expect(seen.turns).toBe(3);
    expect(now() - began).toBeLessThan(30_000);
  });

  it("ends when it is given up", async () => {
    const { crowd, seen } = watched(5);
    const load = new AbortController();
    setTimeout(() => load.abort(), 60);
    await runClosed({ crowd, count: () => 2, thinkMs: 1, now, signal: load.signal, users: () => undefined });
    expect(seen.under).toBe(0);
  });
});
