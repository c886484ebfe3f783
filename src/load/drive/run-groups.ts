import type { LoadPlan } from "../../model/load/plan.ts";
import type { LoadGroup, PressureFacts } from "../../model/load/pressure.ts";
import type { Random } from "../../model/ports.ts";
import type { Reply } from "../../model/reply.ts";
import { causeOf } from "../../oracle/load/failures.ts";
import { watchSelf } from "../health/watch-self.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import type { Called } from "../record/called.ts";
import { latencies } from "../record/latencies.ts";
import { openCrowd } from "../users/crowd.ts";
import { newMember } from "../users/member.ts";
import { runClosed } from "../users/run-closed.ts";
import type { LoadSession } from "../wire/load-session.ts";

/** What groups of users call with. */
export interface GroupSetup {
  /** Its mix and its patience; users, thinking and fan-out are those of each group. */
  readonly plan: LoadPlan;
  open(user: number, group: LoadGroup): Promise<LoadSession | Reply>;
  redact(text: string): string;
  random(user: number): Random;
  sockets(): number;
  readonly signal: AbortSignal;
}

/** Nobody waits longer for one answer: what takes that long keeps no service level. */
const longestCallMs = 5_000;

/** Lets groups of users call beside each other until `over` is aborted. Never throws for what the server does. */
export async function runGroups(
  setup: GroupSetup,
  groups: readonly LoadGroup[],
  over: AbortSignal,
): Promise<PressureFacts> {
  const zero = performance.now();
  const now = (): number => performance.now() - zero;
  const self = watchSelf(setup.sockets);
  const counted = await Promise.all(groups.map((group, at) => runGroup(setup, group, at * apart, now, over)));
  const { seconds, saturated } = self.end();
  return { seconds: now() / 1_000, groups: counted, ownLimit: saturated > Math.max(1, seconds / 2) };
}

/** Numbers of users of one group: their sessions and their chance are their own. */
const apart = 100_000;

async function runGroup(
  setup: GroupSetup,
  group: LoadGroup,
  from: number,
  now: () => number,
  over: AbortSignal,
): Promise<PressureFacts["groups"][number]> {
  const { signal, redact } = setup;
  const { name, atOnce, thinkMs } = group;
  const { users = setup.plan.users } = group;
  const ok = latencies();
  let calls = 0;
  let limited = 0;
  let failure: string | null = null;
  const plan: LoadPlan = {
    ...setup.plan,
    fanOut: atOnce,
    timeoutMs: Math.min(setup.plan.timeoutMs, longestCallMs),
    cancelled: 0,
    disconnected: 0,
    callsPerSession: 0,
    abandoned: 0,
  };
  const call = ({ outcome, message = outcome, status, ms }: Called): void => {
    calls += 1;
    if (outcome === "ok") {
      ok.add(ms);
      return;
    }
    if (status === 503 || causeOf({ message, status }) === "rate-limit") limited += 1;
    failure ??= message;
  };
  const crowd = openCrowd((number) =>
    newMember(from + number, {
      plan,
      now,
      record: { call },
      open: (user) => setup.open(user, group),
      argumentsFor: ({ args }) => args,
      judge(_share, _user, _args, reply) {
        const told = outcomeOf(reply);
        return told.message === undefined ? told : { ...told, message: redact(told.message) };
      },
      random: setup.random,
      signal,
      sessions: { opened: 0, refused: 0, ended: 0, abandoned: 0 },
      resent: () => undefined,
    }),
  );
  await runClosed({
    crowd,
    count: () => (over.aborted ? undefined : users),
    thinkMs,
    now,
    signal,
    users: () => undefined,
  });
  await crowd.leave();
  const latency = ok.summary();
  return { name, users, atOnce, thinkMs, calls, ok: latency.calls, limited, latency, failure };
}
