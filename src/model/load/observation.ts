import type { Told } from "../disclosure.ts";
import type { Ceiling, NoCeiling } from "./ceiling.ts";
import type { GeneratorHealth } from "./generator.ts";
import type { LoadFailure, LoadPhase, LoadSecond } from "./measured.ts";
import type { LoadPlan } from "./plan.ts";
import type { LeakProbe, Recovery } from "./probed.ts";

/** Whose answers were looked at, and which were somebody else's. */
export interface Ownership {
  /** Tools whose answers show for whom they are. */
  readonly tools: readonly string[];
  readonly checked: number;
  readonly foreign: readonly { readonly call: string; readonly user: number; readonly owner: number }[];
  readonly lost: number;
}

/** Sessions of a load, and what those that were left cost the server. */
export interface SessionCount {
  readonly opened: number;
  readonly refused: number;
  readonly ended: number;
  readonly abandoned: number;
  /** Resident memory of the server in bytes, before and after; undefined where it is not ours to see. */
  readonly memory: readonly [number, number] | undefined;
}

/** Everything that was measured in one load. The judgements are made of it and nothing else. */
export interface LoadObservation {
  readonly plan: LoadPlan;
  readonly transport: string;
  readonly phases: readonly LoadPhase[];
  readonly series: readonly LoadSecond[];
  readonly failures: readonly LoadFailure[];
  readonly probes: readonly LeakProbe[];
  /** After the profile, and after the probes that misbehave; undefined where the load ended before. */
  readonly afterLoad: Recovery | undefined;
  readonly afterProbes: Recovery | undefined;
  readonly generator: GeneratorHealth;
  readonly ownership: Ownership;
  readonly sessions: SessionCount;
  /** New connections of the database for each call; undefined where nobody looked. */
  readonly connectionsPerCall: number | undefined;
  /** Calls that were sent again because their connection was just being closed. */
  readonly resent: number;
  /** What HTTP alone allows, or why that is not known; absent where nobody asked. */
  readonly ceiling?: Ceiling | NoCeiling;
}

/** Facts of an observation of kind `load`. */
export type LoadFacts = Omit<LoadObservation, "series">;

/** Facts of an observation of what failures under load told. */
export interface FailuresFacts {
  readonly failures: readonly {
    readonly exchange: string;
    readonly message: string;
    /** How often it came, and with how many users first. */
    readonly calls: number;
    readonly users: number;
    readonly told: readonly Told[];
  }[];
}
