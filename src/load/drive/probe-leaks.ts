import type { Share } from "../../model/load/plan.ts";
import type { LeakProbe } from "../../model/load/probed.ts";
import { succeeded } from "../../model/reply.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import { normalised } from "../record/normalised.ts";
import type { LoadSession } from "../wire/lean-session.ts";
import { failing, leaving, type Patience, type Way } from "./misbehave.ts";
import type { Pace } from "./pace.ts";
import { asBefore } from "./recover.ts";
import { type BadCalls, type Calm, type LoadSetup, plainCall } from "./setup.ts";

/** A probe, and the call that others made in it. */
export interface ProbedLeak {
  readonly probe: LeakProbe;
  readonly good: Share;
}

/**
 * Misbehaves, then has somebody else call the same tool rightly, again and again: a server that does not give back what the
 * first ones held fails the others as soon as all of it is gone, and not before. `mix` is what works.
 */
export async function probeLeaks(setup: LoadSetup, mix: readonly Share[], calm: Calm): Promise<readonly ProbedLeak[]> {
  const { pace, signal, transport } = setup;
  const slowestFirst = [...mix].sort((a, b) => calm(b.tool) - calm(a.tool)).slice(0, mostTools);
  const [slowest] = slowestFirst;
  if (slowest === undefined) return [];
  const { calls, spent } = await badCalls(setup);
  const probed: ProbedLeak[] = [];
  const probe = async (way: Way, before: number): Promise<boolean> => {
    const good = mix.find(({ tool }) => tool === way.tool) ?? slowest;
    const found = await probeOne(setup, way, { good, before, calmMs: calm(good.tool) });
    // A way in which nothing went wrong shows nothing.
    if (found.misbehaved > 0) probed.push({ probe: found, good });
    // What is gone is gone for the other ways, too.
    return found.until !== undefined || signal.aborted;
  };
  for (const bad of calls) if (await probe(failing(bad), spent)) return probed;
  for (const how of leavings(transport)) {
    const began = performance.now();
    for (const good of slowestFirst) {
      if (performance.now() - began > pace.longestProbeMs) break;
      if (await probe(leaving(how, good), 0)) return probed;
    }
  }
  return probed;
}

/** Tools whose calls are left: the longer one is under way, the likelier it holds something then. */
const mostTools = 3;

/** Only where each call has a connection of its own can that be closed; elsewhere it would take the call back. */
function leavings(transport: string): readonly ("disconnect" | "cancel")[] {
  return transport === "streamable-http" ? ["disconnect", "cancel"] : ["cancel"];
}

async function badCalls(setup: LoadSetup): Promise<BadCalls> {
  const none: BadCalls = { calls: [], spent: 0 };
  if (setup.signal.aborted) return none;
  const session = await setup.open(0);
  if (!("ask" in session)) return none;
  const found = await setup.bad(session);
  await session.close("ended");
  return found;
}

interface Probe {
  readonly good: Share;
  /** Misbehaving calls that were made already. */
  readonly before: number;
  readonly calmMs: number;
}

async function probeOne(setup: LoadSetup, way: Way, { good, before, calmMs }: Probe): Promise<LeakProbe> {
  const { pace, plan, signal } = setup;
  const { how } = way;
  const limitMs = Math.min(plan.timeoutMs, Math.max(pace.patienceMs, 2 * calmMs));
  const patience: Patience = { limitMs, calmMs, signal };
  const sessions = await Promise.all([setup.open(0), setup.open(1)]);
  const [bad, other] = sessions;
  const began = performance.now();
  let misbehaved = before;
  let since = 0;
  let worked = false;
  let found: LeakProbe | undefined;

  const once = async (session: LoadSession, turn: number): Promise<boolean> => {
    const at = performance.now();
    const did = await way.once(session, turn, patience);
    // A call that waits itself is one that found nothing left: those before it hold all there is.
    const waited = how === "error" && performance.now() - at >= asBefore(calmMs) && turn > 0;
    return did && !waited;
  };
  for (let turn = 0, rounds = 0; found === undefined && !signal.aborted; rounds++) {
    const count = turnsAtOnce(pace, calmMs, { turn, rounds, passedMs: performance.now() - began });
    if (count === 0 || !("ask" in bad) || !("ask" in other)) break;
    const did = await Promise.all(Array.from({ length: count }, (_, at) => once(bad, turn + at)));
    turn += count;
    misbehaved += did.filter(Boolean).length;
    const failure = await callRightly(setup, other, good, patience);
    if (signal.aborted) break;
    // Nothing was done wrong yet: whatever this is, it is no leak.
    if (failure !== undefined && misbehaved === 0) break;
    if (failure !== undefined) found = { way: how, misbehaved, until: misbehaved, since, ...failure };
    // Those before it failed otherwise, and may have held nothing.
    else {
      since = misbehaved - before;
      worked = true;
    }
  }
  await Promise.all(sessions.map((session) => ("ask" in session ? session.close("ended") : undefined)));
  const nothing = { until: undefined, failedAfterMs: undefined, unanswered: false, message: undefined };
  // Without a good call that worked it shows nothing, whatever went wrong before.
  return found ?? { way: how, misbehaved: worked ? misbehaved : 0, ...nothing };
}

/** Calls of a slow tool that misbehave at the same time at the most, and the share of the time before that comes to be. */
const mostAtOnce = 5;
const oneByOneShare = 1 / 3;

/** How far a probe has come: turns in all, good calls in between, and how long it took. */
interface Progress {
  readonly turn: number;
  readonly rounds: number;
  readonly passedMs: number;
}

/**
 * How many misbehave before the next good call; 0 = it has been enough. One by one, which tells the size of a pool exactly,
 * unless the tool is so slow that too few would be made: then a small pool is told exactly, a large one within a few.
 */
export function turnsAtOnce(pace: Pace, calmMs: number, { turn, rounds, passedMs }: Progress): number {
  const { mostMisbehaved, longestProbeMs } = pace;
  const budgetMs = Math.min(3 * longestProbeMs, Math.max(longestProbeMs, 30 * calmMs));
  const left = mostMisbehaved - turn;
  if (left <= 0 || passedMs > budgetMs) return 0;
  if (rounds === 0 || passedMs < oneByOneShare * budgetMs) return 1;
  const roundsLeft = Math.max(1, Math.floor((budgetMs - passedMs) / (passedMs / rounds)));
  return Math.min(mostAtOnce, left, Math.ceil(left / roundsLeft));
}

/** What the call of somebody else failed with, undefined where it worked as before. */
async function callRightly(
  setup: LoadSetup,
  other: LoadSession,
  good: Share,
  { limitMs, calmMs, signal }: Patience,
): Promise<Pick<LeakProbe, "failedAfterMs" | "unanswered" | "message"> | undefined> {
  const began = performance.now();
  const { reply } = await other.ask({ ...plainCall(good, limitMs), signal });
  const failedAfterMs = performance.now() - began;
  if (signal.aborted) return undefined;
  const told = outcomeOf(reply);
  if (succeeded(reply) && told.outcome === "ok" && failedAfterMs < asBefore(calmMs)) return undefined;
  const message = normalised(setup.redact(told.message ?? ""));
  return { failedAfterMs, unanswered: reply.kind === "timeout", message };
}
