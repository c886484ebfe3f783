import type { Share } from "../../model/load/plan.ts";
import { noSession } from "../../oracle/load/failures.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import type { LoadRecord } from "../record/open-record.ts";
import { startControl } from "./control.ts";
import { type LoadSetup, plainCall } from "./setup.ts";

/** What one user alone came to. */
export interface Baseline {
  /** Calls of the mix that worked: what the mix has beside them fails whoever asks. */
  readonly good: readonly Share[];
  /** Nothing worked any more at its end. */
  readonly broken: boolean;
}

/** Calls in a row that took this long and failed after which nothing more is to be expected. */
const mostLost = 2;
const lostMs = 1_000;

/** How it is when nobody else asks. A session that cannot be opened counts as a call that failed. */
export async function runBaseline(setup: LoadSetup, record: LoadRecord): Promise<Baseline> {
  const { plan, pace, signal } = setup;
  record.phase("baseline", 1);
  const called = (tool: string, began: number, told: ReturnType<typeof outcomeOf>): void => {
    if (signal.aborted) return;
    const message = told.message === undefined ? {} : { message: setup.redact(told.message) };
    record.call({ tool, ms: performance.now() - began, ...told, ...message });
  };
  const opening = performance.now();
  const session = await setup.open(0);
  if (!("ask" in session)) {
    called("(session)", opening, refusal(session));
    return { good: [], broken: true };
  }
  const good = new Set<Share>();
  let lost = 0;
  const control = startControl(setup);
  // The first calls of a session pay for what is made once.
  for (const share of plan.mix) {
    if (!signal.aborted) await session.ask({ ...plainCall(share, plan.timeoutMs), signal });
  }
  for (let call = 0; call < pace.baselineCalls && lost < mostLost && !signal.aborted; call++) {
    const share = plan.mix[call % plan.mix.length];
    if (share === undefined) break;
    const began = performance.now();
    const { reply } = await session.ask({ ...plainCall(share, plan.timeoutMs), signal });
    const told = outcomeOf(reply);
    called(share.tool, began, told);
    if (told.outcome === "ok") good.add(share);
    lost = told.outcome !== "ok" && performance.now() - began >= lostMs ? lost + 1 : 0;
    const beat = await control(session);
    if (beat?.answered) record.control(beat.ms);
  }
  await session.close("ended");
  return { good: [...good], broken: lost >= mostLost };
}

function refusal(reply: Parameters<typeof outcomeOf>[0]): ReturnType<typeof outcomeOf> {
  const told = outcomeOf(reply);
  if (told.outcome === "ok") return { outcome: "malformed", message: noSession };
  return { ...told, message: `${noSession}${told.message ?? ""}` };
}
