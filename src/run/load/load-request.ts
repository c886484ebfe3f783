import type { JsonObject } from "../../model/json.ts";
import type { LoadPlan } from "../../model/load/plan.ts";
import type { ReportedLoad } from "../../model/load/reported-load.ts";
import type { Thresholds } from "../../oracle/load/slo-of.ts";

/** What a load is asked for; what is undefined follows from the server. */
export interface LoadRequest extends Omit<LoadPlan, "mix"> {
  /** Tools, and how often each is called beside the others; undefined = tools that change nothing and work. */
  readonly mix:
    | readonly {
        readonly tool: string;
        readonly args?: JsonObject | undefined;
        readonly weight: number;
        readonly complexity: "simple" | "complex";
      }[]
    | undefined;
  /** What it is held to; what is absent follows from `promises.slo`, else it is as usual. */
  readonly thresholds: Thresholds;
  /** An earlier load that this one is compared with. */
  readonly baseline: ReportedLoad | undefined;
  /** The process of the server, whose memory is looked at; one that is started as a command is known anyhow. */
  readonly pid: number | undefined;
  /** `autocannon` also measures what HTTP alone allows; the load itself is always our own engine's. */
  readonly engine: "own" | "autocannon";
  /** `short` for a demonstration: fewer steps and shorter rests, and less that can be told. */
  readonly pace: "usual" | "short";
  /** True where also what is too large, too deep or too slow is to be sent: a server may not survive it. */
  readonly limits?: boolean;
}
