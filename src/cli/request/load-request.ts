import type { LoadConfig } from "../../model/load/load-config.ts";
import type { ReportedLoad } from "../../model/load/reported-load.ts";
import type { LoadRequest } from "../../run/load/load-request.ts";
import type { LoadFlags } from "../options/load-options.ts";

/**
 * As many users as a first rollout has, and half a minute of them. In the first two seconds of the profile, when all begin at the
 * same moment, their calls come in one heap, which says nothing of the minutes after it.
 */
const usual = { users: 50, seconds: 30, warmUpSeconds: 2 } as const;

/** The load that flags and config ask for; a flag wins. `timeoutMs` is the time for one call. */
export function loadRequest(
  flags: LoadFlags,
  config: LoadConfig,
  timeoutMs: number,
  baseline: ReportedLoad | undefined,
): LoadRequest {
  const { thresholds = {} } = config;
  return {
    users: flags.users ?? config.users ?? usual.users,
    profile: flags.profile ?? config.profile ?? "steady",
    seconds: seconds(flags.duration, config.duration) ?? usual.seconds,
    arrivalsPerSecond: flags.arrivals ?? config.arrivals,
    mix: config.mix?.map(({ weight = 1, complexity = "simple", ...share }) => ({ ...share, weight, complexity })),
    thinkMs: flags.think ?? millis(config.think) ?? 0,
    fanOut: flags.fanOut ?? config.fanOut ?? 1,
    cancelled: flags.cancelled ?? config.cancelled ?? 0,
    disconnected: flags.disconnected ?? config.disconnected ?? 0,
    callsPerSession: flags.callsPerSession ?? config.callsPerSession ?? 0,
    abandoned: flags.abandoned ?? config.abandoned ?? 0,
    timeoutMs,
    warmUpSeconds: seconds(flags.warmUp, config.warmUp) ?? usual.warmUpSeconds,
    thresholds: {
      simpleP95Ms: flags.p95 ?? thresholds.simpleP95Ms,
      complexP95Ms: flags.p95 ?? thresholds.complexP95Ms,
      availability: flags.availability ?? thresholds.availability,
      recoveryMs: thresholds.recoverySeconds === undefined ? undefined : 1_000 * thresholds.recoverySeconds,
    },
    baseline,
    pace: "usual",
    pid: flags.pid,
    engine: flags.engine ?? "own",
    limits: flags.limits ?? false,
    ...(flags.processes === undefined ? {} : { processes: flags.processes }),
  };
}

function seconds(flagMs: number | undefined, configured: string | undefined): number | undefined {
  const ms = flagMs ?? millis(configured);
  return ms === undefined ? undefined : ms / 1_000;
}

/** The schema of the config has seen to its form. */
function millis(time: string | undefined): number | undefined {
  if (time === undefined) return undefined;
  const unit = time.endsWith("ms") ? 1 : time.endsWith("m") ? 60_000 : 1_000;
  return Number.parseFloat(time) * unit;
}
