import { type DatabaseName, startDatabase } from "./databases.ts";
import type { LoadDone, WayReady, WaySpent } from "./messages.ts";
import { startProgram } from "./start-program.ts";
import { type Kind, kinds } from "./traffic/traffic.ts";

/** One kind of traffic over both ways. */
export interface Measured {
  readonly kind: Kind;
  /** Transactions a second, the median of all rounds. */
  readonly pipe: number;
  readonly tap: number;
  /** Tap to pipe in one round, the median of all rounds: what else runs on the machine weighs on both alike. */
  readonly ratio: number;
  /** Processor milliseconds of the way for 1,000 transactions. */
  readonly pipeCpu: number;
  readonly tapCpu: number;
}

/** Which database, how many rounds of how many seconds for each kind of traffic, and who hears of progress. */
interface Plan {
  readonly database: DatabaseName;
  readonly rounds: number;
  readonly seconds: number;
  tell(line: string): void;
}

const ways = ["pipe", "tap"] as const;
const wayProgram = new URL("./way.ts", import.meta.url);
type Way = (typeof ways)[number];

/** Seconds of each kind of traffic over each way before it is measured: until the code is compiled and memory is steady. */
const warmUp = 4;

/** Measures both ways in turn, `rounds` times `seconds` each: short turns, so that other work on the machine weighs on both alike. */
export async function measure({ database, rounds, seconds, tell }: Plan): Promise<Measured[]> {
  const { url, stop } = await startDatabase(database);
  const load = startProgram<LoadDone>(new URL("./load.ts", import.meta.url), database);
  const programs = new Map(ways.map((way) => [way, startProgram<WayReady & WaySpent>(wayProgram, way, url)]));
  try {
    const urls = new Map<Way, string>();
    for (const [way, { first }] of programs) urls.set(way, (await first).url);
    const slice = async (way: Way, kind: Kind, seconds: number) => {
      const program = programs.get(way);
      const before = (await program?.ask("spent"))?.cpuMs ?? 0;
      const { transactions, ms } = await load.ask({ url: urls.get(way), kind, ms: seconds * 1_000 });
      const cpu = ((await program?.ask("spent"))?.cpuMs ?? 0) - before;
      return { perSecond: (transactions * 1_000) / ms, cpu: (cpu * 1_000) / transactions };
    };
    const all: Measured[] = [];
    for (const kind of kinds) {
      const found: Record<Way, Awaited<ReturnType<typeof slice>>>[] = [];
      for (const way of ways) await slice(way, kind, warmUp);
      for (let round = 0; round < rounds; round += 1) {
        // Whoever goes first meets a quieter machine, or a busier one: they take turns.
        const first = round % 2 === 0 ? await slice("pipe", kind, seconds) : undefined;
        const tap = await slice("tap", kind, seconds);
        found.push({ tap, pipe: first ?? (await slice("pipe", kind, seconds)) });
      }
      tell(`${kind}: ${rounds} rounds`);
      all.push({
        kind,
        pipe: median(found.map(({ pipe }) => pipe.perSecond)),
        tap: median(found.map(({ tap }) => tap.perSecond)),
        ratio: median(found.map(({ pipe, tap }) => tap.perSecond / pipe.perSecond)),
        pipeCpu: median(found.map(({ pipe }) => pipe.cpu)),
        tapCpu: median(found.map(({ tap }) => tap.cpu)),
      });
    }
    return all;
  } finally {
    await Promise.all([load, ...programs.values()].map((program) => program.stop()));
    await stop();
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1);
  return (low + high) / 2;
}
