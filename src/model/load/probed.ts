import type { DatabaseSecond, Latency } from "./measured.ts";

/** What one way to misbehave did to the calls of somebody else: one well-behaved call after each. */
export interface LeakProbe {
  readonly way: "error" | "cancel" | "disconnect";
  readonly misbehaved: number;
  /** Misbehaving calls until the first good one failed; undefined where none did. */
  readonly until: number | undefined;
  /**
   * Those after which a good one still worked for sure: `until` less one, or fewer where slow calls misbehaved several at a time,
   * and where others that failed came before.
   */
  readonly since?: number;
  /** How long that one took to fail, and whether it was answered at all. */
  readonly failedAfterMs: number | undefined;
  readonly unanswered: boolean;
  /** What failed it. */
  readonly message: string | undefined;
}

/** How it was after a time without calls, on a new session. */
export interface Recovery {
  readonly quietMs: number;
  readonly good: number;
  readonly failed: number;
  readonly ok: Latency;
  readonly control: Latency;
  /** Milliseconds until a call worked again as fast as before; undefined where none did. */
  readonly afterMs: number | undefined;
  /** What the first failure said, and what the database showed at the end of the quiet, where somebody looked. */
  readonly message: string | undefined;
  readonly database: DatabaseSecond | undefined;
}
