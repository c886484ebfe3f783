import { setTimeout as wait } from "node:timers/promises";
import type { Share } from "../../model/load/plan.ts";
import type { Recovery } from "../../model/load/probed.ts";
import { noSession } from "../../oracle/load/failures.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import { latencies } from "../record/latencies.ts";
import { normalised } from "../record/normalised.ts";
import type { LoadSession } from "../wire/lean-session.ts";
import { startControl } from "./control.ts";
import { type Calm, type LoadSetup, plainCall } from "./setup.ts";

/**
 * Leaves the server alone for a while, then calls again as two users with new sessions, what worked before: `mix`. Where a tool
 * does not work any more it is told of that one alone: others may not need what is gone.
 */
export async function recover(setup: LoadSetup, mix: readonly Share[], quietMs: number, calm: Calm): Promise<Recovery> {
  const { plan, pace, signal } = setup;
  await wait(quietMs, undefined, { signal }).catch(() => undefined);
  const database = signal.aborted ? undefined : await setup.look?.().catch(() => undefined);
  const began = performance.now();
  const ok = latencies();
  const beats = latencies();
  let all = { good: 0, failed: 0 };
  let afterMs: number | undefined;
  let message: string | undefined;
  const control = startControl(setup);

  const call = async (session: LoadSession, share: Share): Promise<boolean | undefined> => {
    const at = performance.now();
    const calmMs = calm(share.tool);
    const limitMs = Math.min(plan.timeoutMs, Math.max(pace.patienceMs, 2 * calmMs));
    const { reply } = await session.ask({ ...plainCall(share, limitMs), signal });
    if (signal.aborted) return undefined;
    const ms = performance.now() - at;
    const told = outcomeOf(reply);
    if (told.outcome === "ok") {
      ok.add(ms);
      if (ms < asBefore(calmMs)) afterMs ??= at - began;
      return true;
    }
    message ??= normalised(setup.redact(told.message ?? ""));
    return false;
  };

  // Two at once: where connections are gone both wait, and the wait is paid once.
  const opened = await Promise.all([setup.open(0), setup.open(1)]);
  const sessions = opened.filter((session) => "ask" in session);
  for (const refused of opened) {
    if ("ask" in refused || signal.aborted) continue;
    all.failed += 1;
    message ??= normalised(setup.redact(`${noSession}${outcomeOf(refused).message ?? ""}`));
  }
  const pairs = Math.max(pace.recoveryPairs, Math.min(mix.length, mostTools));
  for (let pair = 0; pair < pairs && all.failed === 0 && !signal.aborted; pair++) {
    const share = mix[pair % mix.length];
    if (share === undefined) break;
    const calls = sessions.map((session) => call(session, share));
    const [first] = sessions;
    const beat = first === undefined ? undefined : await control(first);
    if (beat?.answered) beats.add(beat.ms);
    const came = await Promise.all(calls);
    const of = { good: came.filter((one) => one === true).length, failed: came.filter((one) => one === false).length };
    all = of.failed > 0 ? of : { ...all, good: all.good + of.good };
    await wait(pace.betweenMs, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(sessions.map((session) => session.close("ended")));
  // What one tool took is no recovery of another that does not work.
  const back = all.good > 0 ? afterMs : undefined;
  return { quietMs, ...all, ok: ok.summary(), control: beats.summary(), afterMs: back, message, database };
}

/** Tools that are called again. */
const mostTools = 5;

/** Milliseconds within which a call is as quick as it was before anybody else came. */
export function asBefore(calmMs: number): number {
  return Math.max(1_000, 10 * calmMs);
}
