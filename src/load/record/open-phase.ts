import type { LoadPhase } from "../../model/load/measured.ts";
import type { Called, Counts } from "./called.ts";
import { type Latencies, latencies } from "./latencies.ts";

/** What is counted in one part of a load. */
export interface OpenPhase {
  call(called: Called): void;
  control(ms: number): void;
  end(atMs: number): void;
  sum(nowMs: number): LoadPhase;
}

/** Begins with nothing, at this moment of the load. */
export function openPhase(name: string, users: number, startMs: number): OpenPhase {
  const outcomes: Counts = {};
  const tools = new Map<string, Latencies>();
  const ok = latencies();
  const control = latencies();
  let endMs: number | undefined;
  return {
    call({ tool, outcome, ms }) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (outcome !== "ok") return;
      const own = tools.get(tool) ?? latencies();
      tools.set(tool, own);
      own.add(ms);
      ok.add(ms);
    },
    control: (ms) => control.add(ms),
    end(atMs) {
      endMs = atMs;
    },
    sum(nowMs) {
      const seconds = ((endMs ?? nowMs) - startMs) / 1_000;
      const all = ok.summary();
      return {
        name,
        users,
        startMs: Math.round(startMs),
        seconds,
        outcomes,
        ok: all,
        tools: Object.fromEntries([...tools].map(([tool, times]) => [tool, times.summary()])),
        control: control.summary(),
        throughput: seconds === 0 ? 0 : all.calls / seconds,
      };
    },
  };
}
