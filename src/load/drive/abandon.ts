import type { LoadPlan } from "../../model/load/plan.ts";
import type { AbandonedFacts } from "../../model/load/pressure.ts";
import type { Reply } from "../../model/reply.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import { rest } from "../users/rest.ts";
import type { LoadSession } from "../wire/load-session.ts";
import { plainCall } from "./setup.ts";

/** What sessions are opened with, to be left. */
export interface AbandonSetup {
  readonly plan: LoadPlan;
  readonly transport: string;
  open(user: number): Promise<LoadSession | Reply>;
  redact(text: string): string;
  /** Resident bytes of the server's process; undefined where it is not ours to see. */
  memory(): number | undefined;
  readonly signal: AbortSignal;
}

/** Sessions that are opened at the same time, and how long one batch may take. */
const atOnce = 10;
const longestBatchMs = 4_000;
/** Before memory is looked at: what was only passing is on its way out then. */
const settleMs = 500;

/**
 * Opens sessions in batches, makes one call over each and leaves them until after a rest. Memory is
 * looked at after each batch, and at the end.
 */
export async function abandonSessions(
  setup: AbandonSetup,
  batches: readonly number[],
  restMs: number,
): Promise<AbandonedFacts> {
  const { transport, signal } = setup;
  const memory: (number | null)[] = [];
  const look = async (): Promise<void> => {
    await rest(settleMs, signal);
    memory.push(setup.memory() ?? null);
  };
  const left: LoadSession[] = [];
  const counts: number[] = [];
  let refused = 0;
  let refusal: string | null = null;
  const beforeMs = await timeOfCall(setup);
  for (const batch of batches) {
    const { opened, refusals } = await openMany(setup, batch);
    left.push(...opened);
    counts.push(opened.length);
    refused += refusals.length;
    refusal ??= refusals[0] ?? null;
    await look();
  }
  await rest(restMs, signal);
  await look();
  const afterMs = await timeOfCall(setup);
  // What was seen is seen: nobody is left with what the question cost.
  await endAll(left);
  return { transport, batches: counts, refused, refusal, memory, restMs, beforeMs, afterMs };
}

async function endAll(sessions: readonly LoadSession[]): Promise<void> {
  const queue = sessions.values();
  const lane = async (): Promise<void> => {
    for (const session of queue) await session.close("ended");
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

async function openMany(
  setup: AbandonSetup,
  count: number,
): Promise<{ readonly opened: readonly LoadSession[]; readonly refusals: readonly string[] }> {
  const until = performance.now() + longestBatchMs;
  const refusals: string[] = [];
  const opened: LoadSession[] = [];
  let begun = 0;
  const lane = async (): Promise<void> => {
    // A server that refuses is not asked for the rest.
    while (begun < count && refusals.length < atOnce && performance.now() < until && !setup.signal.aborted) {
      const session = await setup.open(begun++);
      if ("ask" in session) {
        opened.push(session);
        await callOver(session, setup);
      } else refusals.push(setup.redact(outcomeOf(session).message ?? "refused").slice(0, longestRefusal));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { opened, refusals };
}

const longestRefusal = 200;

/** Milliseconds that a call takes on a session of its own; null where it does not work. */
async function timeOfCall(setup: AbandonSetup): Promise<number | null> {
  const session = await setup.open(0);
  if (!("ask" in session)) return null;
  const ms = await callOver(session, setup);
  await session.close("ended");
  return ms;
}

async function callOver(session: LoadSession, { plan, signal }: AbandonSetup): Promise<number | null> {
  const [share] = plan.mix;
  if (share === undefined) return null;
  const began = performance.now();
  const { reply } = await session.ask({ ...plainCall(share, Math.min(plan.timeoutMs, longestCallMs)), signal });
  return outcomeOf(reply).outcome === "ok" ? performance.now() - began : null;
}

const longestCallMs = 5_000;
