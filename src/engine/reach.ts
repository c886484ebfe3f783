import type { Evidence } from "../model/check.ts";
import type { Exchange } from "../model/exchange.ts";
import { succeeded } from "../model/reply.ts";
import type { ReportedResult } from "../model/report.ts";

/** The rungs that show how far the calls of a probe got, lowest first. */
const ladder = ["nothing-sent", "rejected-by-schema", "answered-with-error", "answered", "observed"] as const;

/** The highest rung any call of this evidence reached. */
export function reachOf({ exchanges, observations }: Evidence): ReportedResult["reach"] {
  if (observations.some((seen) => seen.kind === "database" && seen.facts.reached === true)) return "observed";
  const rungs = exchanges.filter((exchange) => exchange.role !== "discover").map(rung);
  return ladder[Math.max(0, ...rungs.map((name) => ladder.indexOf(name)))] ?? "nothing-sent";
}

function rung({ reply }: Exchange): ReportedResult["reach"] {
  if (succeeded(reply)) return "answered";
  if (reply.kind === "tool-error") return "answered-with-error";
  // -32602 is "invalid params": the call did not get past the schema.
  if (reply.kind === "rpc-error") return reply.code === -32602 ? "rejected-by-schema" : "answered-with-error";
  return "nothing-sent";
}
