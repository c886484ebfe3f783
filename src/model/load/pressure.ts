import type { Latency } from "./measured.ts";

/** Users who call beside others, and are counted by themselves. */
export interface LoadGroup {
  readonly name: string;
  /** As whom they call; undefined = as the users of the config in turn. */
  readonly principal: string | undefined;
  /** Undefined = as many as the load had. */
  readonly users: number | undefined;
  /** Calls that each of them makes at once. */
  readonly atOnce: number;
  /** Milliseconds between an answer and the next call of the same user. */
  readonly thinkMs: number;
}

/** What the calls of one group came to. */
export interface GroupCalls extends Omit<LoadGroup, "principal" | "users"> {
  readonly users: number;
  readonly calls: number;
  readonly ok: number;
  /** Refused for being too many. */
  readonly limited: number;
  /** Of successful calls. */
  readonly latency: Latency;
  /** What the first call that failed was told, redacted; null where none was. */
  readonly failure: string | null;
}

/** Facts of an observation of groups that called beside each other. */
export interface PressureFacts {
  readonly seconds: number;
  readonly groups: readonly GroupCalls[];
  /** True where our own side was the limit. */
  readonly ownLimit: boolean;
}

/** Resident bytes of the server's process at one moment; null where it is not ours to see. */
export type Resident = number | null;

/** Facts of an observation of sessions that were left to the server. */
export interface AbandonedFacts {
  readonly transport: string;
  /** Sessions of each batch that were opened and left, and what further ones were refused with. */
  readonly batches: readonly number[];
  readonly refused: number;
  readonly refusal: string | null;
  /** After each batch, and after the rest. */
  readonly memory: readonly Resident[];
  readonly restMs: number;
  /** Milliseconds that a call on a new session took before and after the rest; null where none worked. */
  readonly beforeMs: number | null;
  readonly afterMs: number | null;
}
