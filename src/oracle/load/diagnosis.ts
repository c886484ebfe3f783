import type { LeakProbe } from "../../model/load/probed.ts";

/** What became of a server under load, and what is behind it. */
export interface Diagnosis {
  readonly kind:
    | "healthy"
    | "pool-too-small"
    | "pool-leak"
    | "no-pooling"
    | "rate-limited"
    | "server-saturated"
    | "generator-saturated"
    | "inconclusive";
  /** A sentence for whoever runs the service. */
  readonly because: string;
  /** What keeps connections. */
  readonly way?: LeakProbe["way"];
  /** True where they are kept inside a transaction, which only the database or its own message tells. */
  readonly inTransaction?: true;
  /** Calls that are served at the same time, as far as the load can tell: counted where connections leak, else reckoned. */
  readonly poolSize?: number;
  /** Milliseconds that callers wait for a connection, and whether that is only how long we waited for an answer. */
  readonly acquireTimeoutMs?: number;
  readonly atLeast?: true;
  /** Users from which on more of them get no more done. */
  readonly knee?: number;
  readonly perSecond?: number;
  /** Milliseconds from the end of the load until a call was as quick as before; absent where none was. */
  readonly recoveredAfterMs?: number;
}
