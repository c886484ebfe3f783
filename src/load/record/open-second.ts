import type { DatabaseSecond, LoadSecond } from "../../model/load/measured.ts";
import type { Called, Counts } from "./called.ts";
import { type Latencies, latencies } from "./latencies.ts";

/** Latencies of one tool in one second that its median is taken of. */
const mostOfTool = 1_000;

/** What is counted in one second of a load. */
export interface OpenSecond {
  readonly at: number;
  /** So many there are now; the most there were are told. */
  users(count: number): void;
  call(called: Called): void;
  control(ms: number): void;
  database(seen: DatabaseSecond): void;
  /** Lets go of the histograms: what they say is kept. */
  settle(): void;
  sum(): LoadSecond;
}

/** Begins with nothing. */
export function openSecond(at: number, users: number): OpenSecond {
  let mostUsers = users;
  const outcomes: Counts = {};
  let open: { readonly ok: Latencies; readonly control: Latencies } | undefined = {
    ok: latencies(),
    control: latencies(),
  };
  // Plain numbers: a histogram for each tool and second costs more than it tells.
  let own: Map<string, number[]> | undefined = new Map();
  let database: DatabaseSecond | undefined;
  let settled: Pick<LoadSecond, "p50" | "p95" | "p99" | "controlP50" | "tools"> | undefined;
  const times = () => {
    if (open === undefined || own === undefined) return settled ?? { p50: 0, p95: 0, p99: 0, controlP50: 0, tools: {} };
    const { p50, p95, p99 } = open.ok.summary();
    const tools = Object.fromEntries([...own].map(([tool, ms]) => [tool, medianOf(ms)]));
    return { p50, p95, p99, controlP50: open.control.summary().p50, tools };
  };
  return {
    at,
    users(count) {
      mostUsers = Math.max(mostUsers, count);
    },
    call({ tool, outcome, ms }) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (outcome !== "ok") return;
      open?.ok.add(ms);
      const times = own?.get(tool) ?? [];
      own?.set(tool, times);
      if (times.length < mostOfTool) times.push(ms);
    },
    control: (ms) => open?.control.add(ms),
    database(seen) {
      database = seen;
    },
    settle() {
      settled = times();
      open = undefined;
      own = undefined;
    },
    sum: () => ({ second: at, users: mostUsers, outcomes, ...times(), database }),
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
