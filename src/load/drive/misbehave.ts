import { setTimeout as wait } from "node:timers/promises";
import type { Share } from "../../model/load/plan.ts";
import type { LeakProbe } from "../../model/load/probed.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import type { LoadSession } from "../wire/lean-session.ts";
import { plainCall } from "./setup.ts";

/** A way to misbehave, with calls of one tool. */
export interface Way {
  readonly how: LeakProbe["way"];
  readonly tool: string;
  /** Does it once, over this session; `turn` counts from 0. False where it came to nothing wrong. Never rejects. */
  once(session: LoadSession, turn: number, patience: Patience): Promise<boolean>;
}

/** How long one call is waited for. */
export interface Patience {
  readonly limitMs: number;
  /** What a good call of this tool takes with nobody beside it. */
  readonly calmMs: number;
  readonly signal: AbortSignal;
}

/** A call that fails by itself. */
export function failing(bad: Share): Way {
  return {
    how: "error",
    tool: bad.tool,
    async once(session, _, { limitMs, signal }) {
      return outcomeOf((await session.ask({ ...plainCall(bad, limitMs), signal })).reply).outcome !== "ok";
    },
  };
}

/** Moments at which a call is given up, as shares of what it takes alone: not all servers hold something all the time. */
const moments = [0.5, 0.3, 0.6] as const;
/** Left later than this, by the clock, it may well have been over already: such a one is not counted. */
const lateShare = 0.8;
/** What is waited then: with the earliest of these moments as long as the whole call. */
const restShare = 0.8;

/**
 * A good call that is left while it is under way, by closing its connection or by taking it back as the protocol has it. What
 * the server still does for it is waited for: only what is held afterwards is gone.
 */
export function leaving(how: "cancel" | "disconnect", good: Share): Way {
  return {
    how,
    tool: good.tool,
    async once(session, turn, { limitMs, calmMs, signal }) {
      const afterMs = Math.max(1, calmMs * (moments[turn % moments.length] ?? 0.5));
      const began = performance.now();
      const { left = false } = await session.ask({ ...plainCall(good, limitMs), leave: { how, afterMs }, signal });
      // To take a call back costs a request of its own, whose answer is waited for.
      const inTime = how === "cancel" || performance.now() - began <= Math.max(lateShare * calmMs, afterMs + 2);
      await wait(restShare * calmMs, undefined, { signal }).catch(() => undefined);
      return left && inTime;
    },
  };
}
