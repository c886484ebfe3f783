import { startProgram } from "../tap/start-program.ts";
import type { Canned, GeneratorName, Job, Spent } from "./messages.ts";
import { runWrk } from "./wrk.ts";

/** What one generator cost, the middle of its rounds. */
export interface Row {
  readonly generator: GeneratorName | "wrk";
  readonly kind: Canned["kind"];
  /**
   * CPU seconds, user and system, per 10,000 calls of the generator's process alone: from the end of its warm-up to the end of the
   * last call, of wrk from beginning to end. Each round, and the middle of them.
   */
  readonly cpuSeconds: number;
  readonly rounds: readonly number[];
  readonly callsPerSecond: number;
  readonly failed: number;
}

/** How much is measured. */
export interface Extent {
  /** Where the compiled programs are. */
  readonly programs: URL;
  readonly rounds: number;
  readonly seconds: number;
  readonly tell: (line: string) => void;
}

const users = 50;
const warmUpMs = 1_500;
const order = ["ours", "wrk", "autocannon", "sdkClient"] as const;

/** One server of each kind, and every generator in each round; a generator that is not there has no row. */
export async function measureCost({ programs, rounds, seconds, tell }: Extent): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const kind of ["json", "sse"] as const) {
    const all = new Map<Row["generator"], Spent[]>();
    const server = await serving(programs, { kind, delayMs: 0 });
    for (let round = 0; round < rounds; round++) {
      for (const generator of order) {
        const job = { url: server.url, users, warmUpMs, ms: seconds * 1_000, perSecond: undefined };
        const spent = generator === "wrk" ? await runWrk(job) : await generate(programs, { ...job, generator });
        if (spent === undefined) continue;
        all.set(generator, [...(all.get(generator) ?? []), spent]);
        tell(`${kind}, round ${round + 1}: ${generator} ${costOf(spent).toFixed(3)}`);
      }
    }
    await server.stop();
    for (const [generator, spent] of all) {
      rows.push({
        generator,
        kind,
        cpuSeconds: middle(spent.map(costOf)),
        rounds: spent.map(costOf),
        callsPerSecond: middle(spent.map(({ calls }) => calls / seconds)),
        failed: spent.reduce((sum, { failed }) => sum + failed, 0),
      });
    }
  }
  return rows;
}

/** Memory of our own generator with 2,000 users, in MB: what they hold, and the most that the process had with what was not collected yet. */
export async function measureMemory({ programs, seconds }: Extent): Promise<Pick<Spent, "rssMb" | "peakMb">> {
  const server = await serving(programs, { kind: "json", delayMs: 0 });
  const job = { url: server.url, users: 2_000, warmUpMs, ms: seconds * 1_000, perSecond: undefined };
  const { rssMb, peakMb, failed } = await generate(programs, { ...job, generator: "ours" });
  await server.stop();
  if (failed > 0) throw new Error(`${failed} calls of 2,000 users failed.`);
  return { rssMb, peakMb };
}

const exactMs = 20;

/** Milliseconds by which our p99 is above what a server takes exactly, at 1,000 arrivals a second; the middle of the rounds. */
export async function measureLateness({ programs, rounds, seconds }: Extent): Promise<number> {
  const server = await serving(programs, { kind: "json", delayMs: exactMs });
  const over: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const job = { url: server.url, users: 100, warmUpMs, ms: seconds * 1_000, perSecond: 1_000 };
    const { p99 } = await generate(programs, { ...job, generator: "ours" });
    over.push((p99 ?? Number.POSITIVE_INFINITY) - exactMs);
  }
  await server.stop();
  return middle(over);
}

async function serving(programs: URL, canned: Canned): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = startProgram<string>(new URL("canned-server.js", programs), JSON.stringify(canned));
  return { url: await server.first, stop: server.stop };
}

async function generate(programs: URL, job: Job): Promise<Spent> {
  const generator = startProgram<Spent>(new URL("generate.js", programs), JSON.stringify(job));
  const spent = await generator.first;
  await generator.stop();
  return spent;
}

function costOf({ cpuMs, calls }: Spent): number {
  return (cpuMs / 1_000 / calls) * 10_000;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
