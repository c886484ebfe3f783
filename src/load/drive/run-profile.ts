import { countAt, stagesOf } from "../plan/stages.ts";
import type { LoadRecord } from "../record/open-record.ts";
import type { Crowd } from "../users/crowd.ts";
import { runClosed } from "../users/run-closed.ts";
import { runOpen } from "../users/run-open.ts";
import { atWork } from "./run-steps.ts";
import type { LoadSetup } from "./setup.ts";

/** Turns of one user that may be under way at the same time where calls arrive. */
const atOnceOfEach = 20;

/** The profile itself, as the plan has it; `broken` ends a search for the breaking point. */
export async function runProfile(
  setup: LoadSetup,
  record: LoadRecord,
  crowd: Crowd,
  now: () => number,
  late: (ms: number) => void,
  broken: () => boolean,
): Promise<void> {
  const { plan, signal } = setup;
  const { users, profile, seconds, warmUpSeconds, arrivalsPerSecond } = plan;
  if (seconds === 0) return;
  let counts = warmUpSeconds === 0;
  const most = arrivalsPerSecond ?? users;
  const stages = stagesOf(profile, most, seconds);
  const begin = (): void => {
    setup.stage(counts ? profile : "warm-up", users);
    record.phase(counts ? "profile" : "warm-up", users);
    record.users(arrivalsPerSecond === undefined ? (stages[0]?.from ?? users) : users);
    record.pause(!counts);
  };
  begin();
  const at = (ms: number): number | undefined => {
    const second = ms / 1_000;
    if (second < warmUpSeconds) return stages[0]?.from;
    if (!counts) {
      counts = true;
      begin();
    }
    return profile === "breakpoint" && broken() ? undefined : countAt(stages, second - warmUpSeconds);
  };
  const common = { crowd, now, signal };
  if (arrivalsPerSecond === undefined) {
    await runClosed({ ...common, count: at, thinkMs: plan.thinkMs, users: (count) => atWork(record, count) });
  } else {
    await runOpen({ ...common, users, rate: at, mostAtOnce: users * atOnceOfEach, late });
  }
}
