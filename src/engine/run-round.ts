import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { AuthorizationServer } from "../model/authorization-server.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Observation } from "../model/observation.ts";
import type {
  Arguments,
  Database,
  DatabaseFaults,
  Identities,
  Limits,
  LoadSeen,
  NeededPorts,
  Port,
  Pressure,
  ProbeContext,
  RawWire,
  StatementTap,
  Upstream,
} from "../model/ports.ts";
import type { Reply } from "../model/reply.ts";
import type { Outcome } from "../model/verdict.ts";
import { openAdmission } from "./admission.ts";
import { openSetup, setupCalls } from "./arguments/setup.ts";
import { openCaller, patience } from "./caller.ts";
import type { CallerSetting } from "./caller-setting.ts";
import { openDeadline } from "./deadline.ts";
import { judge } from "./judge.ts";
import type { Link } from "./link.ts";
import type { Planned } from "./plan.ts";
import { seededRandom } from "./random.ts";
import type { Observe, RunSetting } from "./run-setting.ts";
import { Stop } from "./stop.ts";

/** Milliseconds for one round of one subject: this at the least, and for each request a slow second with room to spare. */
const leastRoundMs = 120_000;
const requestMs = 1_500;
/** Milliseconds a probe has to clean up after it was told to stop, before it counts as hung. */
const graceMs = 30_000;

/** Where the rounds of one subject put what they gather. */
export interface GatheredEvidence {
  readonly exchanges: Exchange[];
  readonly observations: Observation[];
  /** Requests numbered so far. */
  numbered: number;
}

/** Probes one subject once over `link` and judges what came of it. Never throws. */
export async function runRound(
  round: number,
  only: readonly string[] | undefined,
  link: Link,
  planned: Planned,
  setting: RunSetting,
  evidence: GatheredEvidence,
): Promise<Outcome> {
  const { check, subject, no } = planned;
  const { exchanges, observations } = evidence;
  const opened: Link[] = [];
  // Single requests may take their whole time, as many in a row as the caller puts up with.
  const roundMs = Math.max(leastRoundMs, check.requests * requestMs) + patience * setting.timeoutMs;
  const deadline = openDeadline(roundMs, setting.now);
  const observe: Observe = (kind, label, facts) => {
    const id = `r${no}.o${observations.length + 1}`;
    const observation = setting.recorder.observation({ id, kind, label, facts, round, atMs: setting.now() });
    observations.push(observation);
    return observation;
  };
  // What samples ask for before the probe is no part of what the check may send.
  const earlier = setupCalls(setting.samples, subject.tool).length;
  const replies = new Map<string, Reply>();
  const own: CallerSetting = {
    ...setting,
    planned: { ...planned, check: { ...check, requests: check.requests + earlier } },
    round,
    deadline,
    keep: (exchange) => exchanges.push(exchange),
    nextId: () => `r${no}.${++evidence.numbered}`,
    // A server that ended over what we made to be wrong is not to start with it.
    reopening: () => faults?.close(),
    newLink: () => {
      const extra = setting.newLink();
      opened.push(extra);
      return extra;
    },
  };
  const admission = openAdmission(own);
  const calls = openCaller(own, earlier === 0 ? link : overheard(link, replies), admission);
  const identities = setting.identities?.(own, admission, observe);
  const setup = openSetup({
    samples: setting.samples,
    args: setting.args,
    calls,
    listed: (tool) => setting.scene.surface.tools.some(({ name }) => name === tool),
    typeOf: (tool, param) => setting.scene.parameters(tool).find(({ path }) => path === param)?.type,
    kept: () => exchanges.filter((exchange) => exchange.round === round),
    replyTo: ({ id, reply }) => replies.get(id) ?? reply,
  });
  const database = setting.database?.(observe);
  const tap = setting.tap?.(observe);
  const faults = setting.faults?.(observe, admission.over);
  const upstream = setting.upstream?.(observe);
  const load = setting.load?.(observe, own);
  const pressure = setting.pressure?.(observe, admission.over);
  const limits = setting.limits?.(observe, admission.over);
  const raw = setting.raw?.(own, admission);
  const authorization = setting.authorization?.(own, admission, observe);
  const ctx = (args: Arguments): ProbeContext & NeededPorts<Port> => ({
    subject,
    scene: setting.scene,
    args,
    random: seededRandom(setting.seed, check.id, subject.key, round),
    round,
    only,
    calls,
    // A check that needs one of these was refused above; one that merely uses it looks for undefined.
    database: database as Database,
    tap: tap as StatementTap,
    faults: faults?.port as DatabaseFaults,
    identities: identities?.port as Identities,
    upstream: upstream as Upstream,
    raw: raw as RawWire,
    load: load as LoadSeen,
    pressure: pressure as Pressure,
    limits: limits as Limits,
    authorization: authorization as AuthorizationServer,
  });
  let unready: string | undefined;
  const probe = async (): Promise<void> => {
    const args = await setup.ready(subject.tool);
    if (typeof args !== "string") return check.probe(ctx(args));
    unready = args;
  };
  const stopped = await endOf(probe, deadline.signal);
  // Before anything is taken back: that may need the database.
  faults?.close();
  await setup.teardown();
  deadline.end();
  await identities?.close();
  await Promise.all(opened.map((extra) => extra.close()));
  if (stopped?.reason === "unresponsive") await link.close();
  if (unready !== undefined) return { verdict: "inconclusive", reason: "no-control", because: unready };
  const ofRound = {
    subject,
    exchanges: exchanges.filter((exchange) => exchange.round === round),
    observations: observations.filter((observation) => observation.round === round),
  };
  const outcome = judge(check, ofRound);
  if (stopped === undefined || outcome.verdict === "fail" || outcome.verdict === "suspected") return outcome;
  return outcomeOf(stopped);
}

/** How a probe ended: undefined when it ran to its end. */
async function endOf(probe: () => Promise<void>, overdue: AbortSignal): Promise<Stop | Bug | undefined> {
  const timer = new AbortController();
  const hung = once(overdue, "abort", { signal: timer.signal })
    .then(() => sleep(graceMs, undefined, { signal: timer.signal }))
    .then(() => bug("the probe did not end"));
  hung.catch(() => undefined);
  try {
    return await Promise.race([probe().then(() => undefined), hung]);
  } catch (cause) {
    if (cause instanceof Stop) return cause;
    return bug(cause instanceof Error ? cause.message : String(cause));
  } finally {
    timer.abort();
  }
}

/** The same link, and every reply as it came: what is kept of it is redacted. */
function overheard(link: Link, replies: Map<string, Reply>): Link {
  return {
    ...link,
    async send(courier, signal) {
      const carried = await link.send(courier, signal);
      replies.set(carried.exchange.id, carried.reply);
      return carried;
    },
  };
}

function outcomeOf(stopped: Stop | Bug): Outcome {
  switch (stopped.reason) {
    case "budget":
    case "interrupted":
      return { verdict: "inconclusive", reason: stopped.reason, because: stopped.message };
    case "allowance":
    case "crashing":
    case "throttled":
      return { verdict: "inconclusive", reason: "unclear", because: stopped.message };
    case "target-lost":
      return { verdict: "error", error: "target-lost", because: stopped.message };
    case "unresponsive":
      return { verdict: "error", error: "timeout", because: stopped.message };
    case "bug":
      return { verdict: "error", error: "harness-bug", because: `the probe failed: ${stopped.message}` };
  }
}

interface Bug {
  readonly reason: "bug";
  readonly message: string;
}

function bug(message: string): Bug {
  return { reason: "bug", message };
}
