import type { DatabaseSecond, LoadFailure, LoadPhase, LoadSecond } from "../../model/load/measured.ts";
import type { FailedCall } from "../outcome/outcome-of.ts";
import type { Called } from "./called.ts";
import { type Latencies, latencies } from "./latencies.ts";
import { normalised } from "./normalised.ts";
import { type OpenPhase, openPhase } from "./open-phase.ts";
import { type OpenSecond, openSecond } from "./open-second.ts";

/** Counts what happens in a load, by phase, by second, and by what went wrong. */
export interface LoadRecord {
  /** Ends the phase before; `users` is how many it is about. */
  phase(name: string, users: number): void;
  /** How many users there are now. */
  users(count: number): void;
  call(called: Called): void;
  /** A call that does not ask the database, in milliseconds. */
  control(ms: number): void;
  database(seen: DatabaseSecond): void;
  /** True = from now on nothing counts: a warm-up. */
  pause(on: boolean): void;
  /** What has come together so far. */
  sum(): {
    readonly phases: readonly LoadPhase[];
    readonly series: readonly LoadSecond[];
    readonly failures: readonly LoadFailure[];
  };
}

/** Kinds of failures that are told apart; a server can make up messages without end. Further ones are counted together. */
const mostFailures = 200;
const further = "(other messages)";

/** The first of the calls that failed alike, and which kind it is. */
export type FirstFailure = Pick<LoadFailure, "outcome" | "message" | "status" | "users"> & FailedCall;

/** Opens a record; `now` gives milliseconds since the load began. `first` gets each kind of failure once. */
export function openRecord(now: () => number, first?: (failure: FirstFailure) => void): LoadRecord {
  const phases: OpenPhase[] = [];
  const seconds: OpenSecond[] = [];
  const failures = new Map<string, OpenFailure>();
  let users = 0;
  let calls = 0;
  let paused = false;

  let current: OpenSecond | undefined;
  const second = (): OpenSecond => {
    const at = Math.floor(now() / 1_000);
    if (current?.at === at) return current;
    current?.settle();
    // A second in which nothing ended is one, too.
    for (let empty = (current?.at ?? at) + 1; empty < at; empty++) seconds.push(openSecond(empty, users));
    current = openSecond(at, users);
    seconds.push(current);
    return current;
  };
  const failureOf = (called: Called): OpenFailure => {
    const { outcome, status } = called;
    const full = failures.size >= mostFailures;
    const message = normalised(called.message ?? "");
    const known = failures.get(keyOf(called, message)) ?? (full ? failures.get(keyOf(called, further)) : undefined);
    if (known !== undefined) return known;
    const told = full ? further : message;
    const begun = {
      outcome,
      message: told,
      status,
      firstCall: calls,
      firstMs: Math.round(now()),
      users,
      times: latencies(),
    };
    failures.set(keyOf(called, told), begun);
    if (called.failed !== undefined && !full) first?.({ outcome, message, status, users, ...called.failed });
    return begun;
  };

  return {
    phase(name, of) {
      phases.at(-1)?.end(now());
      phases.push(openPhase(name, of, now()));
      users = of;
    },
    users(count) {
      users = count;
      current?.users(count);
    },
    call(called) {
      calls += 1;
      if (paused) return;
      phases.at(-1)?.call(called);
      second().call(called);
      if (called.outcome === "ok") return;
      failureOf(called).times.add(called.ms);
    },
    control(ms) {
      if (paused) return;
      phases.at(-1)?.control(ms);
      second().control(ms);
    },
    database(seen) {
      second().database(seen);
    },
    pause(on) {
      paused = on;
    },
    sum: () => ({
      phases: phases.map((phase) => phase.sum(now())),
      series: seconds.map((one) => one.sum()),
      failures: [...failures.values()].map(({ times, ...failure }) => ({
        ...failure,
        calls: times.summary().calls,
        latency: times.summary(),
        quartiles: times.quartiles(),
      })),
    }),
  };
}

/** The status of these is not told apart where they are counted together. */
function keyOf({ outcome, status }: Called, message: string): string {
  return JSON.stringify(message === further ? [outcome, message] : [outcome, status ?? null, message]);
}

type OpenFailure = Omit<LoadFailure, "calls" | "latency" | "quartiles"> & { readonly times: Latencies };
