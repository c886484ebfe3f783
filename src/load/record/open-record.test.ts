import { describe, expect, it } from "vitest";
import { openRecord } from "./open-record.ts";

function at() {
  const clock = { ms: 0 };
  return { clock, record: openRecord(() => clock.ms) };
}

describe("a record", () => {
  it("counts calls by phase, and throughput of those that succeeded", () => {
    const { clock, record } = at();
    record.phase("baseline", 1);
    record.call({ tool: "a", outcome: "ok", ms: 10 });
    clock.ms = 1_000;
    record.phase("step", 5);
    record.call({ tool: "a", outcome: "ok", ms: 20 });
    record.call({ tool: "b", outcome: "ok", ms: 40 });
    record.call({ tool: "b", outcome: "timeout", ms: 9_000 });
    record.control(2);
    clock.ms = 3_000;
    const { phases } = record.sum();
    expect(phases).toMatchObject([
      { name: "baseline", users: 1, startMs: 0, seconds: 1, outcomes: { ok: 1 }, throughput: 1 },
      { name: "step", users: 5, startMs: 1_000, seconds: 2, outcomes: { ok: 2, timeout: 1 }, throughput: 1 },
    ]);
    expect(phases[1]?.ok.calls).toBe(2);
    expect(phases[1]?.tools.b?.calls).toBe(1);
    expect(phases[1]?.control.calls).toBe(1);
  });

  it("has every second, one without an answer too, with the most users there were", () => {
    const { clock, record } = at();
    record.phase("profile", 3);
    record.call({ tool: "a", outcome: "ok", ms: 10 });
    record.users(7);
    record.users(4);
    clock.ms = 3_500;
    record.call({ tool: "a", outcome: "ok", ms: 30 });
    record.database({ connections: 1, active: 1, idleInTransaction: 0, waiting: 0 });
    const { series } = record.sum();
    expect(series.map(({ second, users, outcomes }) => [second, users, outcomes.ok])).toEqual([
      [0, 7, 1],
      [1, 4, undefined],
      [2, 4, undefined],
      [3, 4, 1],
    ]);
    expect(Math.round(series[0]?.p50 ?? 0)).toBe(10);
    expect(series[3]?.database?.active).toBe(1);
  });

  it("does not count while it is paused, but knows which call was the first to fail", () => {
    const { clock, record } = at();
    record.phase("profile", 2);
    record.pause(true);
    record.call({ tool: "a", outcome: "ok", ms: 1 });
    record.call({ tool: "a", outcome: "timeout", ms: 1 });
    record.pause(false);
    clock.ms = 250;
    record.call({ tool: "a", outcome: "rpc-error", ms: 5_001, message: "timeout after 5001", status: 200 });
    record.call({ tool: "a", outcome: "rpc-error", ms: 5_003, message: "timeout after 5003", status: 200 });
    const { phases, failures } = record.sum();
    expect(phases[0]?.outcomes).toEqual({ "rpc-error": 2 });
    expect(failures).toMatchObject([
      { outcome: "rpc-error", message: "timeout after #", status: 200, calls: 2, firstCall: 3, firstMs: 250, users: 2 },
    ]);
  });

  it("tells 200 kinds of failures apart, and counts all", () => {
    const { record } = at();
    record.phase("profile", 1);
    const letters = (number: number): string => String.fromCharCode(97 + Math.floor(number / 26), 97 + (number % 26));
    for (let kind = 0; kind < 300; kind++)
      record.call({ tool: "a", outcome: "tool-error", ms: 1, message: letters(kind) });
    const { failures } = record.sum();
    expect(failures.length).toBe(201);
    expect(failures.at(-1)).toMatchObject({ message: "(other messages)", calls: 100 });
  });
});
