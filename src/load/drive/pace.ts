/** How long the parts of a load last and how much is done in them; milliseconds where it is a time. */
export interface Pace {
  /** Calls of one user before anybody else comes. */
  readonly baselineCalls: number;
  /** Users of the steps below the number that the plan has. */
  readonly steps: readonly number[];
  /** A step lasts so long at the least and at the most, and so many calls of each user end it in between. */
  readonly stepLeastMs: number;
  readonly stepMostMs: number;
  readonly callsOfEach: number;
  /** Without calls after the load, at the least; at the most where calls were given up that the server may still be at. */
  readonly restMs: number;
  readonly longestRestMs: number;
  /** Without calls after the probes, at the least and at the most; in between as long as a call took to fail. */
  readonly quietMs: number;
  readonly longestQuietMs: number;
  /** Pairs of calls after a time without calls, and the pause between them. */
  readonly recoveryPairs: number;
  readonly betweenMs: number;
  /** Misbehaving calls of one kind at the most, and how long they are made; three times as long where calls are slow. */
  readonly mostMisbehaved: number;
  readonly longestProbeMs: number;
  /** So long a call of a probe is waited for, where the plan does not give up earlier. */
  readonly patienceMs: number;
}

/**
 * For a server of which nothing is known. 44 misbehaving calls are twice what a pool usually has (10 to 20), and a few; with a
 * pool whose callers wait 5 s the whole takes about 50 s beside the profile, with one whose callers wait for good about 65 s.
 */
export const usualPace: Pace = {
  baselineCalls: 20,
  steps: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000],
  stepLeastMs: 2_000,
  stepMostMs: 4_000,
  callsOfEach: 10,
  restMs: 2_000,
  longestRestMs: 20_000,
  quietMs: 5_000,
  longestQuietMs: 10_000,
  recoveryPairs: 3,
  betweenMs: 250,
  mostMisbehaved: 44,
  longestProbeMs: 8_000,
  patienceMs: 10_000,
};

/** For a demonstration of about 20 s with a profile of 5 s: three steps, short rests, and pools of up to 20 connections. */
export const shortPace: Pace = {
  ...usualPace,
  baselineCalls: 10,
  steps: [1, 5, 20],
  stepLeastMs: 1_000,
  stepMostMs: 1_500,
  callsOfEach: 5,
  restMs: 1_000,
  longestRestMs: 5_000,
  quietMs: 2_000,
  longestQuietMs: 3_000,
  mostMisbehaved: 24,
  longestProbeMs: 3_000,
  patienceMs: 5_000,
};
