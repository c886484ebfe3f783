import type { Latency, LoadPhase } from "../../model/load/measured.ts";
import type { LoadObservation } from "../../model/load/observation.ts";
import type { LeakProbe } from "../../model/load/probed.ts";
import { atTheHeight } from "./held-to.ts";
import { callsIn, time, told } from "./told.ts";

/** What a diagnosis rests on, as short facts for people: how calls were alone, together and afterwards, and what was seen beside. */
export function evidenceOf(load: LoadObservation): readonly string[] {
  const alone = load.phases.find(({ name }) => name === "baseline");
  const top = atTheHeight(load);
  return [
    ...(alone === undefined ? [] : [`one user alone: ${speed(alone.ok)}`]),
    ...(top === undefined ? [] : [`${top.users} users: ${speed(top.ok)}, ${Math.round(top.throughput)} a second`]),
    ...control(alone, top),
    ...(load.failures.length === 0 ? [] : [`of ${callsIn(load.phases)} calls failed: ${told(load.failures)}`]),
    ...load.probes.map(probed),
    ...afterwards("after the load", load.afterLoad),
    ...afterwards("after calls that misbehave", load.afterProbes),
    ...database(load),
    ...(load.connectionsPerCall === undefined
      ? []
      : [`the database counted ${load.connectionsPerCall.toFixed(2)} new connections a call`]),
    `our own side may have been the limit in ${load.generator.saturated} of ${load.generator.seconds} s`,
  ];
}

function speed({ calls, p50, p95 }: Latency): string {
  return calls === 0 ? "no call worked" : `p50 ${time(p50)}, p95 ${time(p95)}`;
}

function control(alone: LoadPhase | undefined, top: LoadPhase | undefined): readonly string[] {
  if (alone === undefined || top === undefined || alone.control.calls === 0 || top.control.calls === 0) return [];
  return [`what needs no database: p50 ${time(alone.control.p50)} alone, ${time(top.control.p50)} under load`];
}

function probed({ way, misbehaved, until, failedAfterMs, unanswered, message }: LeakProbe): string {
  if (until === undefined) return `after ${misbehaved} × ${way} calls of somebody else went on working`;
  const end = unanswered ? "was not answered within" : "failed after";
  const why = unanswered || message === undefined ? "" : `: ${message}`;
  return `after ${until} × ${way} a call of somebody else ${end} ${time(failedAfterMs ?? 0)}${why}`;
}

function afterwards(when: string, seen: LoadObservation["afterLoad"]): readonly string[] {
  if (seen === undefined) return [];
  const { quietMs, good, failed, ok } = seen;
  const quick = good === 0 ? "" : `, p50 ${time(ok.p50)}`;
  return [`${time(quietMs)} ${when}: ${good} of ${good + failed} calls worked${quick}`];
}

function database({ series }: LoadObservation): readonly string[] {
  const seen = series.flatMap(({ database: one }) => (one === undefined ? [] : [one]));
  if (seen.length === 0) return [];
  const most = (of: (one: (typeof seen)[number]) => number): number => Math.max(...seen.map(of));
  const held = most(({ idleInTransaction }) => idleInTransaction);
  const open = held === 0 ? "" : `, ${held} idle in a transaction`;
  return [
    `the database saw ${most(({ connections }) => connections)} connections at the most, ${most(({ active }) => active)} of them active${open}`,
  ];
}
