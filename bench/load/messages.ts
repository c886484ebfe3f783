/** How the server answers: what comes in one piece of JSON or in a stream, and after how many milliseconds. */
export interface Canned {
  readonly kind: "json" | "sse";
  readonly delayMs: number;
}

/** What one generator is to do. */
export interface Job {
  readonly generator: GeneratorName;
  readonly url: string;
  readonly users: number;
  readonly warmUpMs: number;
  readonly ms: number;
  /** Calls that arrive in a second; undefined = each user waits for its answer. */
  readonly perSecond: number | undefined;
}

/** Those that are programs of ours; wrk is one of its own. */
export type GeneratorName = "ours" | "sdkClient" | "autocannon";

/** What it came to, of the time after the warm-up alone. */
export interface Spent {
  readonly calls: number;
  readonly failed: number;
  readonly cpuMs: number;
  /** Resident memory of the process in MB at the end, with all its users connected and nothing left to collect, and the most it had. */
  readonly rssMb: number;
  readonly peakMb: number;
  /** Milliseconds; undefined where the generator does not measure it. */
  readonly p99: number | undefined;
}
