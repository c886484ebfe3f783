import { setTimeout as wait } from "node:timers/promises";
import type { LoadRecord } from "../record/open-record.ts";
import type { LoadSession } from "../wire/lean-session.ts";
import { startControl } from "./control.ts";
import type { LoadSetup } from "./setup.ts";

/** How often something is called that does not ask the database; less often where it takes long by itself: it must not be the load. */
const beatMs = 100;
const calmShare = 0.25;
/** Such calls that wait for their answers at the same time. */
const mostOpen = 60;

/**
 * Calls what does not ask the database all through a load, over a session of its own, so that a slow database can be told from a
 * slow server; and looks into the database once a second. `calmMs` is what such a call takes with nobody beside it. Gives what ends it.
 */
export async function startBeat(setup: LoadSetup, record: LoadRecord, calmMs: number): Promise<() => Promise<void>> {
  const over = await setup.open(beatUser);
  const session = "ask" in over ? over : undefined;
  const ended = new AbortController();
  const signal = AbortSignal.any([setup.signal, ended.signal]);
  const beating = session === undefined ? Promise.resolve() : beat(session, setup, record, signal, calmMs);
  const looking = setup.look === undefined ? Promise.resolve() : look(setup.look, record, signal);
  return async () => {
    ended.abort();
    await Promise.all([beating, looking]);
    await session?.close("ended");
  };
}

/** The number of a user who is none of the load's. */
export const beatUser = 999_999;

/** Beats at the same moments whether or not earlier ones were answered: a server that stands still would be asked just when it does not. */
async function beat(
  session: LoadSession,
  setup: LoadSetup,
  record: LoadRecord,
  signal: AbortSignal,
  calmMs: number,
): Promise<void> {
  const control = startControl({ ...setup, signal });
  const open = new Set<Promise<void>>();
  const once = async (): Promise<void> => {
    const beat = await control(session);
    // One that is not answered took so long at the least.
    if (beat !== undefined) record.control(beat.ms);
  };
  while (!signal.aborted) {
    if (open.size < mostOpen) {
      const asked = once();
      open.add(asked);
      void asked.finally(() => open.delete(asked));
    }
    await wait(Math.max(beatMs, calmMs / calmShare), undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(open);
}

async function look(see: NonNullable<LoadSetup["look"]>, record: LoadRecord, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const seen = await see().catch(() => undefined);
    if (seen !== undefined) record.database(seen);
    await wait(1_000, undefined, { signal }).catch(() => undefined);
  }
}
