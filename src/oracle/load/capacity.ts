import type { LoadPhase } from "../../model/load/measured.ts";
import type { LoadObservation } from "../../model/load/observation.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { causeOf } from "./failures.ts";
import type { Kept } from "./slo-kept.ts";
import { callsIn, okIn, sum, time, told } from "./told.ts";

/** The parts of a load that capacity is read from. */
export interface Seen {
  readonly load: LoadObservation;
  readonly calm: LoadPhase;
  readonly loaded: readonly LoadPhase[];
  /** With all users. */
  readonly top: LoadPhase;
  readonly kept: Kept;
}

/** Users from which on more of them get no more done, what is got done then, and calls that are served at a time. */
export interface Knee {
  readonly users: number;
  readonly perSecond: number;
  readonly atOnce: number;
}

/** More of them get no more done: growth of throughput below which twice the users are no gain. */
const flat = 1.15;

/** Reads the knee from the steps; undefined where more users still got more done at the end. */
export function kneeOf({ calm, loaded, top }: Seen): Knee | undefined {
  const steps = loaded.filter(({ name }) => name === "step");
  const perSecond = Math.max(0, ...steps.map(({ throughput }) => throughput));
  const users = steps.find(({ throughput }) => throughput * flat >= perSecond)?.users;
  if (users === undefined || perSecond === 0 || users >= top.users) return undefined;
  const most = steps.find(({ throughput }) => throughput === perSecond);
  return { users, perSecond, atOnce: most === undefined ? 1 : servedAtOnce(most, calm) };
}

/** Little's law: calls that work each second, times the seconds that each of them takes where nobody waits. */
function servedAtOnce({ tools, seconds }: LoadPhase, calm: LoadPhase): number {
  const busy = Object.entries(tools).map(([tool, { calls }]) => calls * (calm.tools[tool] ?? calm.ok).p50);
  return Math.max(1, Math.round(sum(busy) / 1_000 / seconds));
}

/** What needs no database takes so much longer where the server itself is busy, and so much of what calls take. */
const busyFactor = 10;
const busyShare = 0.3;

/** Even what needs no database is slow, and that slowness is what calls suffer from. */
export function serverSaturated({ calm, top, kept, load, loaded }: Seen): Diagnosis | undefined {
  if (kept === "kept" || calm.control.calls === 0) return undefined;
  // The profile may be over before an answer came; the step before it has the same users.
  const busy =
    [...loaded].filter(({ users }) => users === top.users).sort((a, b) => b.control.p50 - a.control.p50)[0] ?? top;
  if (busy.control.p50 <= busyFactor * Math.max(1, calm.control.p50)) return undefined;
  if (busy.control.p50 < busyShare * busy.ok.p50) return undefined;
  const failed = kept === "failing" ? `, and calls fail (${told(load.failures)})` : "";
  return {
    kind: "server-saturated",
    because: `at ${busy.users} users even what needs no database takes ${time(busy.control.p50)} instead of ${time(calm.control.p50)}${failed}: the server itself is busy (its processor, or one thread that works for all)`,
  };
}

/** Calls queue, while the server itself is quick and is as before when the load is over. */
export function poolTooSmall(seen: Seen): Diagnosis | undefined {
  const { load, top, kept } = seen;
  const waiting = load.failures.filter((failure) => causeOf(failure) === "no-connection-in-time");
  if (kept === "unknown" || (kept === "kept" && waiting.length === 0)) return undefined;
  if ((load.afterLoad?.good ?? 0) === 0 || top.control.calls === 0) return undefined;
  const late = load.failures.filter(({ outcome }) => outcome === "timeout");
  // Calls that fail for another reason are another matter.
  if (kept === "failing" && waiting.length === 0 && late.length === 0) return undefined;
  const knee = kneeOf(seen);
  if (waiting.length === 0 && knee === undefined) return undefined;
  // What waits for no connection has come to wait nearly as much longer: the queue is somewhere else.
  const grown = (of: "ok" | "control"): number => top[of].p50 - seen.calm[of].p50;
  if (waiting.length === 0 && grown("control") >= busyShare * grown("ok")) return undefined;
  const queue =
    waiting.length > 0
      ? `calls wait for a connection in vain (${told(waiting)})`
      : kept === "failing"
        ? `${late.reduce((all, { calls }) => all + calls, 0)} calls were not answered in time`
        : `p95 is ${time(top.ok.p95)}`;
  const served =
    knee === undefined
      ? ""
      : `: about ${knee.atOnce} calls are served at a time, and from ${knee.users} users on more of them get no more done`;
  return {
    kind: "pool-too-small",
    ...(knee === undefined ? {} : { poolSize: knee.atOnce, knee: knee.users }),
    ...acquireOf(waiting),
    because: `at ${top.users} users ${queue}, while what needs no database takes ${time(top.control.p50)}${served}`,
  };
}

/** Callers that gave up at the same age did so by a timeout. */
function acquireOf(waiting: LoadObservation["failures"]): Pick<Diagnosis, "acquireTimeoutMs"> {
  const [most] = [...waiting].sort((a, b) => b.calls - a.calls);
  if (most === undefined) return {};
  const [low, high] = most.quartiles;
  return high - low <= 0.1 * high ? { acquireTimeoutMs: Math.round(most.latency.p50) } : {};
}

/** Everything was measured, and as it should be, and is so afterwards. */
export function healthy(seen: Seen): Diagnosis | undefined {
  const { load, calm, loaded, top, kept } = seen;
  if (kept !== "kept" || load.afterLoad === undefined) return undefined;
  if (load.afterLoad.failed > 0 || load.afterLoad.good === 0) return undefined;
  const all = callsIn(loaded);
  const knee = kneeOf(seen);
  const queue = knee === undefined ? "" : `; from ${knee.users} users on more of them get no more done`;
  return {
    kind: "healthy",
    ...(knee === undefined ? {} : { knee: knee.users }),
    because: `${top.users} users: p50 ${time(top.ok.p50)}, p95 ${time(top.ok.p95)} (alone ${time(calm.ok.p50)}), ${Math.round(top.throughput)} calls a second, ${all - okIn(loaded)} of ${all} failed${queue}`,
  };
}
