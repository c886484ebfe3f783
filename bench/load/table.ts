import type { Row } from "./measure.ts";
import { targets } from "./targets.ts";

/** What was measured in all. */
export interface Measured {
  readonly ratios: Readonly<Record<"wrk" | "sdkClient" | "autocannon", number | undefined>>;
  readonly rssMb2000: number;
  readonly peakMb2000: number;
  readonly p99OverMs: number;
  readonly rows: readonly Row[];
}

/** Two tables in Markdown: what each generator cost, and what is held against the targets. */
export function table({ ratios, rssMb2000, peakMb2000, p99OverMs, rows }: Measured): string {
  const costs = rows.map(
    ({ generator, kind, cpuSeconds, rounds, callsPerSecond, failed }) =>
      `| ${generator} | ${kind} | ${cpuSeconds.toFixed(3)} | ${Math.min(...rounds).toFixed(3)} to ${Math.max(...rounds).toFixed(3)} | ${callsPerSecond.toFixed(0)} | ${failed} |`,
  );
  const held = [
    ...(["wrk", "sdkClient", "autocannon"] as const).map((name) => [`ours ÷ ${name}`, ratios[name], targets[name]]),
    ["MB with 2,000 users, resident after a collection", rssMb2000, targets.rssMb2000],
    ["MB at the most, with what was not collected yet", peakMb2000, "-"],
    ["p99 above an exact 20 ms, in ms", p99OverMs, targets.p99OverMs],
  ] as const;
  return [
    "| 50 users | Answers | CPU s per 10,000 calls | Rounds | Calls per s | Failed |",
    "| --- | --- | --- | --- | --- | --- |",
    ...costs,
    "",
    "| | Measured | At most |",
    "| --- | --- | --- |",
    ...held.map(([what, is, most]) => `| ${what} | ${typeof is === "number" ? is.toFixed(2) : "not run"} | ${most} |`),
  ].join("\n");
}
