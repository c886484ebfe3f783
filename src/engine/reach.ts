import type { Evidence } from "../model/check.ts";
import type { Exchange } from "../model/exchange.ts";
import { succeeded } from "../model/reply.ts";
import type { ReportedResult } from "../model/report.ts";
import { rejectedBySchema } from "../oracle/rejected-by-schema.ts";

/** The rungs that show how far the calls of a probe got, lowest first. */
const ladder = ["nothing-sent", "rejected-by-schema", "answered-with-error", "answered", "observed"] as const;

/** The highest rung any call of this evidence reached. */
export function reachOf({ exchanges, observations }: Evidence): ReportedResult["reach"] {
  if (observations.some(atTheSink)) return "observed";
  const rungs = exchanges.filter(({ role }) => !aside.has(role)).map(rung);
  return ladder[Math.max(0, ...rungs.map((name) => ladder.indexOf(name)))] ?? "nothing-sent";
}

/** A look into the database that says so, or a statement with something in it that this probe sent. */
function atTheSink({ kind, facts }: Evidence["observations"][number]): boolean {
  return kind === "database" ? facts.reached === true : kind === "statement" && facts.needle !== "";
}

/** Calls that are made for others: that they work says nothing of the argument in question. */
const aside: ReadonlySet<Exchange["role"]> = new Set(["discover", "setup", "cleanup"]);

function rung({ reply }: Exchange): ReportedResult["reach"] {
  if (succeeded(reply)) return "answered";
  if (rejectedBySchema(reply)) return "rejected-by-schema";
  if (reply.kind === "tool-error" || reply.kind === "rpc-error") return "answered-with-error";
  return "nothing-sent";
}
