import type { Outcome } from "./outcome.ts";

/** Latencies of one kind of call, in milliseconds; of no calls all are 0. */
export interface Latency {
  readonly calls: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** One part of a load with so many users. */
export interface LoadPhase {
  /** `baseline`, `step`, `warm-up` or `profile`. */
  readonly name: string;
  readonly users: number;
  readonly startMs: number;
  readonly seconds: number;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  /** Of successful calls, all tools together and each tool by itself. From the intended start where calls arrive. */
  readonly ok: Latency;
  readonly tools: Readonly<Record<string, Latency>>;
  /** Of what does not ask the database: `ping`, or a tool that was seen not to. */
  readonly control: Latency;
  /** Successful calls a second. */
  readonly throughput: number;
}

/** Calls that failed alike. */
export interface LoadFailure {
  readonly outcome: Outcome;
  /** The message with numbers, ids and quoted values taken out, redacted. */
  readonly message: string;
  readonly status: number | undefined;
  readonly calls: number;
  /** Which call of the whole load was the first, when, and with how many users. */
  readonly firstCall: number;
  readonly firstMs: number;
  readonly users: number;
  /** How long they took, and the middle half of that. */
  readonly latency: Latency;
  readonly quartiles: readonly [number, number];
}

/** What was seen in the database at one moment. */
export interface DatabaseSecond {
  readonly connections: number;
  readonly active: number;
  readonly idleInTransaction: number;
  /** For a lock; undefined where the one who looked cannot tell. */
  readonly waiting: number | undefined;
}

/** One second of a load. */
export interface LoadSecond {
  readonly second: number;
  readonly users: number;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly controlP50: number;
  /** Median of each tool that worked in it. */
  readonly tools: Readonly<Record<string, number>>;
  readonly database: DatabaseSecond | undefined;
}
