import type { Ceiling, NoCeiling, RequestPace } from "../../model/load/ceiling.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import type { Autocannon } from "./autocannon.ts";
import type { CeilingSetup } from "./ceiling-setup.ts";
import { fire } from "./fire.ts";
import { openPaced, type Paced } from "./paced.ts";

/** Both say the same where neither number is further from the other. */
const tolerance = 0.1;

/** Makes the same call by both engines in turn, so that a machine that becomes slower is so for both. */
export async function measureCeiling(autocannon: Autocannon, setup: CeilingSetup): Promise<Ceiling | NoCeiling> {
  const [own, theirs] = [openPaced(), openPaced()];
  const begun: string[] = [];
  const turn = async (paced: Paced, work: () => Promise<unknown>): Promise<void> => {
    if (setup.signal.aborted) return;
    const began = performance.now();
    await work();
    paced.went(Math.min(performance.now() - began, setup.seconds * 1_000));
  };
  const fireOnce = async (): Promise<void> => {
    begun.push(...(await fire(autocannon, setup, theirs)));
  };
  await turn(own, () => callAll(setup, own));
  await turn(theirs, fireOnce);
  await turn(theirs, fireOnce);
  await turn(own, () => callAll(setup, own));
  await Promise.all(begun.map((sessionId) => endSession(setup, sessionId)));
  const [ours, { failed, ...pace }] = [own.sum(), theirs.sum()];
  if (pace.perSecond === 0) return { why: "autocannon got no answer" };
  const { tool, connections, seconds } = setup;
  const { perSecond, p50 } = ours;
  return {
    tool,
    connections,
    seconds: 2 * seconds,
    ...pace,
    failed,
    own: { perSecond, p50 },
    agreeing: near(pace, ours),
  };
}

function near(one: RequestPace, other: RequestPace): boolean {
  const apart = (a: number, b: number): number => Math.abs(a - b) / Math.max(a, b, Number.MIN_VALUE);
  return apart(one.perSecond, other.perSecond) <= tolerance && apart(one.p50, other.p50) <= tolerance;
}

/** As many users as there are connections, each with one call after the other; sessions are there before the time begins. */
async function callAll(setup: CeilingSetup, paced: Paced): Promise<void> {
  const { open, call, connections, seconds, timeoutMs, signal } = setup;
  const opened = await Promise.all(Array.from({ length: connections }, (_, user) => open(user)));
  const sessions = opened.filter((session) => "ask" in session);
  const until = performance.now() + seconds * 1_000;
  await Promise.all(
    sessions.map(async (session) => {
      while (performance.now() < until && !signal.aborted) {
        const began = performance.now();
        const { reply } = await session.ask({ ...call, timeoutMs, signal });
        const ended = performance.now();
        // Like the other side, which has stopped by then, and to which no answer is none.
        if (ended > until) break;
        if (reply.kind === "closed" || reply.kind === "timeout") paced.failed();
        else paced.answered(ended - began, outcomeOf(reply).outcome === "ok");
      }
      await session.close("ended");
    }),
  );
}

async function endSession({ net, url, headers }: CeilingSetup, sessionId: string): Promise<void> {
  const path = `${url.pathname}${url.search}`;
  const named = { ...headers, "mcp-session-id": sessionId };
  await net.dispatcher
    .request({ origin: url.origin, path, method: "DELETE", headers: named, signal: AbortSignal.timeout(goodbyeMs) })
    .then(({ body }) => body.dump())
    .catch(() => undefined);
}

const goodbyeMs = 2_000;
