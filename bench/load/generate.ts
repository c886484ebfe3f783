// One generator in a process of its own: warms up, works, and tells what it spent. A job is its argument.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { OpenGenerator } from "./generators/generator.ts";
import type { GeneratorName, Job, Spent } from "./messages.ts";

// Loaded one by one, so that none takes memory for another.
const generators: Readonly<Record<GeneratorName, () => Promise<OpenGenerator>>> = {
  ours: async () => (await import("./generators/ours.ts")).openOurs,
  sdkClient: async () => (await import("./generators/sdk-client.ts")).openSdkClient,
  autocannon: async () => (await import("./generators/autocannon.ts")).openAutocannon,
};

const job: Job = JSON.parse(process.argv[2] ?? "");
const open = await generators[job.generator]();
const generator = await open(job);
await generator.run(job.warmUpMs);
const before = process.cpuUsage();
const counted = await generator.run(job.ms);
const { user, system } = process.cpuUsage(before);
const peakMb = process.resourceUsage().maxRSS / 1_024;
collect();
const spent: Spent = {
  ...counted,
  cpuMs: (user + system) / 1_000,
  rssMb: process.memoryUsage.rss() / 2 ** 20,
  peakMb,
};
process.send?.(spent, () => process.exit(0));

/** What nobody holds any more is no matter of users: how much of it lies around depends on when it was collected last. */
function collect(): void {
  setFlagsFromString("--expose-gc");
  const gc: () => void = runInNewContext("gc");
  gc();
  gc();
}
