import type { LoadPhase } from "../../model/load/measured.ts";
import type { LoadObservation } from "../../model/load/observation.ts";
import type { LeakProbe, Recovery } from "../../model/load/probed.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { failsAnyway } from "./fails-anyway.ts";
import { causeOf } from "./failures.ts";
import { sum, time } from "./told.ts";

/** Calls fail for good once enough others misbehaved, though nobody else asks. */
export function leakByProbe({ probes, afterProbes }: LoadObservation, calm: LoadPhase): Diagnosis | undefined {
  const probe = probes.find(({ until }) => until !== undefined);
  if (probe?.until === undefined || !stillFails(afterProbes)) return undefined;
  const control = controlOf(afterProbes, calm);
  // A server whose one thread waits for a connection answers nothing else meanwhile; that it is so only its message tells.
  if (control !== "as before" && !saysSo(probe)) return dead(probe, afterProbes);
  if (!isWait(probe, calm)) return undefined;
  const inTransaction = leftOpen(probe, afterProbes);
  const { until, since = until - 1 } = probe;
  const waited = Math.round(probe.failedAfterMs ?? 0);
  const refusedAtOnce = waited < leastWait(calm);
  const wait = probe.unanswered
    ? `is not answered within ${time(waited)}`
    : `fails after ${time(waited)} (${probe.message})`;
  const held = inTransaction
    ? `${misbehaving[probe.way]} keep their connection, inside a transaction that nobody ends`
    : `${misbehaving[probe.way]} keep their connection`;
  const many = until - since > 1 ? `${since + 1} to ${until}` : `${until}`;
  return {
    kind: "pool-leak",
    way: probe.way,
    poolSize: leftIn(until, afterProbes),
    ...(inTransaction ? { inTransaction } : {}),
    ...(refusedAtOnce ? {} : { acquireTimeoutMs: waited }),
    ...(probe.unanswered ? { atLeast: true } : {}),
    because: `${held}: after ${many} of them no connection is left: a call of somebody else ${wait}, and so do calls ${time(afterProbes?.quietMs ?? 0)} later, ${control === "as before" ? "while what needs no database answers as before" : "and what needs no database is not answered meanwhile: the whole server waits"}${limitOf(probe, waited)}`,
  };
}

/** One that misbehaved may have held nothing; where the database shows fewer connections than that, those are all there are. */
function leftIn(until: number, after: Recovery | undefined): number {
  const connections = after?.database?.connections ?? 0;
  return connections > 0 ? Math.min(until, connections) : until;
}

/** It does not come back, and nothing tells whether connections are what is gone. */
function dead(probe: LeakProbe, after: Recovery | undefined): Diagnosis {
  return {
    kind: "inconclusive",
    because: `after ${probe.until} ${misbehaving[probe.way]} the server does not work any more (${probe.message}), and ${time(after?.quietMs ?? 0)} later not even what needs no database is answered as before`,
  };
}

const misbehaving: Readonly<Record<LeakProbe["way"], string>> = {
  error: "calls that fail",
  cancel: "calls that are cancelled",
  disconnect: "calls whose client goes away",
};

/** Calls go on failing after the load itself. */
export function leakByLoad(load: LoadObservation, calm: LoadPhase): Diagnosis | undefined {
  const { afterLoad, failures, phases } = load;
  if (afterLoad === undefined || !stillFails(afterLoad) || controlOf(afterLoad, calm) !== "as before") return undefined;
  const cause = causeOf({ message: afterLoad.message ?? "", status: undefined });
  const waits = cause === "no-connection-in-time" || cause === "too-many-connections" || cause === "open-transaction";
  if (!waits && !waitsForNothing(load, afterLoad, calm)) return undefined;
  const inTransaction = cause === "open-transaction" || (afterLoad.database?.idleInTransaction ?? 0) > 0;
  // Each of them held what it had got, and none got any more once all was gone: so many there were.
  const held = sum(failures.filter((failure) => failsAnyway(failure, phases)).map(({ calls }) => calls));
  const after = held > 0 ? `, after ${held} calls that failed by themselves` : "";
  return {
    kind: "pool-leak",
    ...(held > 0 ? { way: "error", poolSize: held } : {}),
    ...(inTransaction ? { inTransaction } : {}),
    because: `calls go on failing ${time(afterLoad.quietMs)} after the load (${afterLoad.message})${after}, while what needs no database answers as before: connections were not given back`,
  };
}

/**
 * Calls are not answered though there is nothing left to be done. A server goes on with calls that nobody waits for any more:
 * either the database was seen doing nothing, or the quiet was long enough for all of them one after the other.
 */
function waitsForNothing({ failures, plan }: LoadObservation, after: Recovery, calm: LoadPhase): boolean {
  if (after.message !== unanswered) return false;
  if (after.database !== undefined) return after.database.active === 0 && after.database.connections > 0;
  if (plan.cancelled > 0 || plan.disconnected > 0) return false;
  const left = sum(failures.filter(({ outcome }) => outcome === "timeout").map(({ calls }) => calls));
  return left > 0 && left * calm.ok.p95 <= after.quietMs;
}

/** What a call that is not answered is recorded with. */
const unanswered = "no answer";

/** Failures after the quiet that make sure that it is no accident. */
const sureFailures = 2;

function stillFails(after: Recovery | undefined): boolean {
  if (after === undefined || after.failed < sureFailures || after.good > 0) return false;
  const cause = causeOf({ message: after.message ?? "", status: undefined });
  return cause !== "rate-limit" && cause !== "session-limit";
}

/** How what needs no database fared beside calls that failed. */
function controlOf(after: Recovery | undefined, calm: LoadPhase): "as before" | "slow" {
  if (after === undefined || after.control.calls === 0) return "slow";
  return after.control.p50 <= Math.max(50, 5 * calm.control.p50) ? "as before" : "slow";
}

/** A caller that gets no connection waits before it fails, so much longer than a call that works. */
function leastWait(calm: LoadPhase): number {
  return Math.max(100, 3 * calm.ok.p95);
}

/** False for a server that refuses at once: one that locks callers out after too many errors does, and keeps no connection. */
function isWait(probe: LeakProbe, calm: LoadPhase): boolean {
  if (causeOf({ message: probe.message ?? "", status: undefined }) === "rate-limit") return false;
  return saysSo(probe) || probe.unanswered || (probe.failedAfterMs ?? 0) >= leastWait(calm);
}

/** True where the message itself tells that connections are what is missing. */
function saysSo({ message = "" }: LeakProbe): boolean {
  const cause = causeOf({ message, status: undefined });
  return cause === "too-many-connections" || cause === "no-connection-in-time" || cause === "open-transaction";
}

function leftOpen({ message = "" }: LeakProbe, after: Recovery | undefined): true | undefined {
  const said = causeOf({ message, status: undefined }) === "open-transaction";
  return said || (after?.database?.idleInTransaction ?? 0) > 0 ? true : undefined;
}

function limitOf({ unanswered }: LeakProbe, waited: number): string {
  return unanswered ? `; callers wait ${time(waited)} or longer (timeout ≥ ${time(waited)})` : "";
}
