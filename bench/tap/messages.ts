import type { Kind } from "./traffic/traffic.ts";

/** What the load generator is told: run one kind of traffic over one way. */
export interface LoadOrder {
  readonly url: string;
  readonly kind: Kind;
  readonly ms: number;
}

/** What it tells back. */
export interface LoadDone {
  readonly transactions: number;
  readonly ms: number;
}

/** What a way tells when it is ready, and again when it is asked how much processor time it took. */
export interface WayReady {
  readonly url: string;
}
export interface WaySpent {
  /** Milliseconds of processor time since its start. */
  readonly cpuMs: number;
}
