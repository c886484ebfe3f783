import type { LoadObservation } from "../../model/load/observation.ts";
import type { Outcome } from "../../model/load/outcome.ts";
import { watchSelf } from "../health/watch-self.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import type { Called } from "../record/called.ts";
import { type LoadRecord, openRecord } from "../record/open-record.ts";
import { openCrowd } from "../users/crowd.ts";
import { newMember } from "../users/member.ts";
import { runBaseline } from "./baseline.ts";
import { startBeat } from "./beat.ts";
import { probeLeaks } from "./probe-leaks.ts";
import { recover } from "./recover.ts";
import { runProfile } from "./run-profile.ts";
import { runSteps } from "./run-steps.ts";
import type { Calm, LoadSetup } from "./setup.ts";

/**
 * Makes the whole load: one user alone, steps, the profile, a rest, then calls that misbehave and a quiet time, each followed by
 * good calls. Never throws for what the server does; aborted, it gives what it has.
 */
export async function runLoad(setup: LoadSetup): Promise<LoadObservation> {
  const { plan, pace, owners, signal } = setup;
  const zero = performance.now();
  const now = (): number => performance.now() - zero;
  const self = watchSelf(setup.sockets);
  const counted = counting(openRecord(now, setup.failed));
  const { record } = counted;
  const sessions = { opened: 0, refused: 0, ended: 0, abandoned: 0 };
  const memoryBefore = setup.memory?.();
  let resent = 0;

  const crowd = openCrowd((number) =>
    newMember(number, {
      plan,
      now,
      record,
      open: setup.open,
      argumentsFor: (share, user) => owners.mark(share.tool, share.args, user),
      judge(share, user, args, reply) {
        const told = owners.check(share.tool, user, reply, outcomeOf(reply));
        if (told.message === undefined) return told;
        if (told.outcome === "closed") self.failed(told.message);
        const failed = { params: { name: share.tool, arguments: args }, reply };
        return { ...told, message: setup.redact(told.message), failed };
      },
      random: setup.random,
      signal,
      sessions,
      resent: (times) => {
        resent += times;
      },
    }),
  );

  const ticking = setInterval(() => {
    const { calls, ok } = counted.counts();
    setup.tick?.(counted.users(), calls, calls - ok);
  }, 1_000);
  ticking.unref();
  setup.stage("baseline", 1);
  const baseline = await runBaseline(setup, record);
  const alone = record.sum().phases[0];
  const calmMs = alone?.ok.p50 ?? 0;
  const calm: Calm = (tool) => alone?.tools[tool]?.p50 ?? calmMs;
  // Not before: a server may open its first connection for its first call.
  const connectionsBefore = await setup.connections?.().catch(() => undefined);
  const callsBefore = counted.counts().calls;
  // Where nothing works for one user there is nothing to load.
  const works = baseline.good.length > 0;
  const endBeat = works ? await startBeat(setup, record, alone?.control.p50 ?? 0) : undefined;
  if (works && !baseline.broken && (await runSteps(setup, record, crowd, now, counted.counts))) {
    await runProfile(setup, record, crowd, now, self.late, counted.broken);
  }
  const connectionsAfter = await setup.connections?.().catch(() => undefined);
  const loadCalls = counted.counts().calls - callsBefore;
  const generator = self.end();
  clearInterval(ticking);
  await endBeat?.();
  await crowd.leave();
  record.phase("after", 1);
  const loaded = record.sum();
  const goesOn = () => works && !signal.aborted;
  setup.stage("rest", 1);
  // What nobody waits for any more may still be under way, with one connection one after the other.
  const left = loaded.failures.filter(({ outcome }) => outcome === "timeout").reduce((all, one) => all + one.calls, 0);
  const rest = Math.min(pace.longestRestMs, Math.max(pace.restMs, left * calmMs));
  const afterLoad = goesOn() ? await recover(setup, baseline.good, rest, calm) : undefined;
  // A server that has not come back cannot show what a misbehaving call does to it.
  const answers = (afterLoad?.good ?? 0) > 0;
  setup.stage("misbehaving", 2);
  const probed = goesOn() && answers ? await probeLeaks(setup, baseline.good, calm) : [];
  setup.stage("quiet", 1);
  const probes = probed.map(({ probe }) => probe);
  const seen = Math.max(0, ...probes.map(({ failedAfterMs }) => failedAfterMs ?? 0));
  const quiet = Math.min(pace.longestQuietMs, Math.max(pace.quietMs, seen));
  const hurt = probed.find(({ probe }) => probe.until !== undefined);
  const afterProbes = goesOn() && hurt !== undefined ? await recover(setup, [hurt.good], quiet, calm) : undefined;
  const memoryAfter = setup.memory?.();
  return {
    plan,
    transport: setup.transport,
    ...loaded,
    phases: loaded.phases.filter(({ name }) => name !== "after"),
    probes,
    afterLoad,
    afterProbes,
    generator,
    ownership: owners.sum(),
    sessions: {
      ...sessions,
      memory: memoryBefore === undefined || memoryAfter === undefined ? undefined : [memoryBefore, memoryAfter],
    },
    connectionsPerCall:
      connectionsBefore === undefined || connectionsAfter === undefined || loadCalls === 0
        ? undefined
        : (connectionsAfter - connectionsBefore) / loadCalls,
    resent,
  };
}

/** Calls of late that a breaking point is seen in, and the share of them that fails then. */
const window = 200;
const brokenShare = 0.5;

/** A record that also knows how many calls there were, and whether most of the last ones failed. */
function counting(record: LoadRecord): {
  record: LoadRecord;
  counts: () => { calls: number; ok: number };
  users: () => number;
  broken: () => boolean;
} {
  const last: Outcome[] = [];
  let calls = 0;
  let ok = 0;
  let at = 1;
  const users = (count: number): void => {
    at = count;
    record.users(count);
  };
  const call = (called: Called): void => {
    calls += 1;
    if (called.outcome === "ok") ok += 1;
    last.push(called.outcome);
    if (last.length > window) last.shift();
    record.call(called);
  };
  const failed = () => last.filter((outcome) => outcome !== "ok").length;
  return {
    record: { ...record, call, users },
    counts: () => ({ calls, ok }),
    users: () => at,
    broken: () => last.length === window && failed() > window * brokenShare,
  };
}
