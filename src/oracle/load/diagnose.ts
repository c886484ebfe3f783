import type { LoadPhase } from "../../model/load/measured.ts";
import type { LoadObservation } from "../../model/load/observation.ts";
import { healthy, poolTooSmall, type Seen, serverSaturated } from "./capacity.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { causeOf } from "./failures.ts";
import { leakByLoad, leakByProbe } from "./leak.ts";
import type { Slo } from "./slo.ts";
import { sloKept } from "./slo-kept.ts";
import { callsIn, sum, told } from "./told.ts";

export type { Diagnosis } from "./diagnosis.ts";

/**
 * Says what the load shows; pure. The order matters: what explains itself comes before what has to be inferred, and what the
 * server says in words, or does when nobody else asks, does not depend on how our own side fared; all that is timed does.
 */
export function diagnose(load: LoadObservation, slo: Slo): Diagnosis {
  const said = kindOf(load, slo);
  const { quietMs = 0, afterMs } = load.afterLoad ?? {};
  // A leak is not over when the load is.
  return afterMs === undefined || said.kind === "pool-leak" ? said : { ...said, recoveredAfterMs: quietMs + afterMs };
}

function kindOf(load: LoadObservation, slo: Slo): Diagnosis {
  const calm = load.phases.find(({ name }) => name === "baseline");
  const loaded = load.phases.filter(({ name }) => name === "step" || name === "profile");
  const top = loaded.filter(({ users }) => users === load.plan.users).at(-1);
  if (calm === undefined || calm.ok.calls === 0) {
    const because = `no call worked before the load began: ${told(load.failures)}`;
    return rateLimit(load, load.phases) ?? { kind: "inconclusive", because };
  }
  const stray = astray(load);
  if (stray !== undefined) return stray;
  const plain = leakByProbe(load, calm) ?? rateLimit(load, loaded) ?? leakByLoad(load, calm) ?? perCall(load);
  const early = plain ?? ourOwnLimit(load);
  if (early !== undefined) return early;
  if (top === undefined || callsIn([top]) === 0) {
    return {
      kind: "inconclusive",
      because: `the load ended before ${load.plan.users} users had made a call: ${told(load.failures)}`,
    };
  }
  const seen: Seen = { load, calm, loaded, top, kept: sloKept(load, top, slo) };
  return (
    serverSaturated(seen) ?? poolTooSmall(seen) ?? healthy(seen) ?? { kind: "inconclusive", because: whyUnclear(seen) }
  );
}

function whyUnclear({ load, top, kept }: Seen): string {
  if (kept === "unknown") return `not every call of the mix was measured at ${top.users} users: ${told(load.failures)}`;
  if (load.afterLoad === undefined || load.afterLoad.good + load.afterLoad.failed === 0)
    return "the load ended before it showed how the server is afterwards";
  if (load.afterLoad.good === 0)
    return `calls go on failing after the load, and nothing tells why: ${load.afterLoad.message}`;
  return `calls failed or slowed down under load, and nothing tells why: ${told(load.failures)}`;
}

/** Where answers went to other callers, what is late, missing or wrong elsewhere may be so for that reason alone. */
function astray({ ownership: { foreign, lost } }: LoadObservation): Diagnosis | undefined {
  if (foreign.length === 0) return undefined;
  const missing = lost === 0 ? "" : `, and ${lost} calls were not answered at all`;
  return {
    kind: "inconclusive",
    because: `answers went to other callers than those who had asked${missing}: of a server that mixes them up nothing else can be told`,
  };
}

/** Share of the seconds in which our own side may have been the limit. */
const mostSaturated = 0.3;

function ourOwnLimit({ generator }: LoadObservation): Diagnosis | undefined {
  const { seconds, saturated: over, exhausted } = generator;
  if (exhausted.length > 0) {
    return { kind: "generator-saturated", because: `this machine ran out of ${exhausted.join(", ")}` };
  }
  if (seconds === 0 || over / seconds <= mostSaturated) return undefined;
  return {
    kind: "generator-saturated",
    because: `the machine that made the load was busy in ${over} of ${seconds} seconds: its own delays are in the numbers`,
  };
}

/** Share of calls that a limit refuses where it shows at all. */
const limitedShare = 0.05;

function rateLimit(load: LoadObservation, loaded: readonly LoadPhase[]): Diagnosis | undefined {
  const sessions = sessionLimit(load, loaded);
  if (sessions !== undefined) return sessions;
  const limits = load.failures.filter((failure) => causeOf(failure) === "rate-limit");
  const refused = sum(limits.map(({ calls }) => calls));
  if (refused === 0 || refused < limitedShare * callsIn(loaded)) return undefined;
  const perSecond = Math.round(Math.max(0, ...loaded.map(({ throughput }) => throughput)));
  const because = `the server refuses calls beyond a limit (${told(limits)}); about ${perSecond} a second work`;
  return { kind: "rate-limited", because, perSecond };
}

/** Share of the users who have a session in the end from which on there was a crowd at the door and no limit. */
const almostAll = 0.95;

/** The server lets only so many in: who has a session is served. */
function sessionLimit(load: LoadObservation, loaded: readonly LoadPhase[]): Diagnosis | undefined {
  const limits = load.failures.filter((failure) => causeOf(failure) === "session-limit");
  const refused = sum(limits.map(({ calls }) => calls));
  if (refused === 0 || refused < limitedShare * callsIn(loaded)) return undefined;
  const { opened } = load.sessions;
  // One that lets nobody in is not there, or does not want to be.
  if (opened === 0 || opened >= almostAll * load.plan.users) return undefined;
  const because = `the server refuses sessions beyond a limit (${told(limits)}): ${opened} were opened for ${load.plan.users} users`;
  return { kind: "rate-limited", because };
}

/** New connections for each call from which on there is no pool. */
const ownConnection = 0.5;

function perCall({ failures, connectionsPerCall, afterLoad }: LoadObservation): Diagnosis | undefined {
  const refused = failures.filter((failure) => causeOf(failure) === "too-many-connections");
  const [first] = refused;
  const counted =
    connectionsPerCall === undefined
      ? ""
      : `the database counted ${connectionsPerCall.toFixed(2)} new connections a call`;
  if (connectionsPerCall !== undefined && connectionsPerCall <= ownConnection) {
    if (first === undefined) return undefined;
    return {
      kind: "inconclusive",
      because: `the database refused connections at ${first.users} users (${told(refused)}), and calls do share them (${counted}): the pool, or all that use this database together, want more than it allows`,
    };
  }
  if (first !== undefined && (afterLoad?.good ?? 0) > 0) {
    const seen = counted === "" ? "" : `; ${counted}`;
    return {
      kind: "no-pooling",
      because: `each call opens a connection of its own, or the pool is larger than the database allows: at ${first.users} users it refused them (${told(refused)}), and afterwards calls work again${seen}`,
    };
  }
  if (connectionsPerCall === undefined) return undefined;
  return { kind: "no-pooling", because: `each call opens a connection of its own: ${counted}` };
}
