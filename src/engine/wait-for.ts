import { setTimeout as sleep } from "node:timers/promises";
import { Stop } from "./stop.ts";

/** Waits `ms` milliseconds; throws Stop at once when the run is interrupted. */
export async function waitFor(ms: number, interrupted: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: interrupted }).catch(() => {
    throw new Stop("interrupted", "the run was interrupted");
  });
}
