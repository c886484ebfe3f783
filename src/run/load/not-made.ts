import type { ReportedLoad } from "../../model/load/reported-load.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { LoadRequest } from "./load-request.ts";
import { planOf } from "./reported-load-of.ts";

/** The section of the report where a load was asked for and none could be made: why, and what it was to be. */
export function notMade(request: LoadRequest, { transport }: SessionInfo, why: string): ReportedLoad {
  const mix = request.mix?.map(({ args = {}, ...share }) => ({ ...share, args })) ?? [];
  return {
    plan: planOf({ ...request, mix }),
    transport,
    notMade: why,
    complete: false,
    diagnosis: { verdict: "inconclusive", because: `no load was made: ${why}`, evidence: [] },
    thresholds: [],
    phases: [],
    series: [],
    failures: [],
    probes: [],
    recovery: {},
    ownership: { tools: [], checked: 0, foreign: 0, lost: 0, examples: [] },
    sessions: { opened: 0, refused: 0, ended: 0, abandoned: 0 },
    resent: 0,
    generator: {
      seconds: 0,
      saturated: 0,
      loopDelayP99Ms: 0,
      cpuShare: 0,
      schedulerLagP99Ms: 0,
      sockets: 0,
      exhausted: [],
    },
  };
}
