import type { Evidence } from "../../../src/model/check.ts";
import type { LoadFacts } from "../../../src/model/load/observation.ts";
import type { AbandonedFacts } from "../../../src/model/load/pressure.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { type Cause, causeOf } from "../../../src/oracle/load/failures.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { factsOf } from "../over/facts-of.ts";
import { shutOut } from "./shut-out.ts";

const megabyte = 1024 * 1024;
/**
 * Megabytes of one abandoned session. A server on the official SDK keeps 0.146 (measured over 1,000 sessions, linear): seven times that
 * is the server's own doing. What is under two thirds of it cannot be told from what a garbage collector leaves for later.
 */
const tooMuch = 1;
const noise = 0.1;
/** Sessions below which nothing is said. */
const leastSessions = 50;

/** What sessions that nobody ends cost a server; pure. */
export function judgeGrowth(evidence: Evidence): Judgement {
  const seen = factsOf<AbandonedFacts>(evidence, "abandoned");
  if (typeof seen === "string") return withoutControl(seen);
  const control = evidence.exchanges.find(({ label }) => label === "still there");
  if (control === undefined) return withoutControl("the server did not answer afterwards");
  const { batches, refused, refusal, memory, beforeMs, afterMs, restMs } = seen.facts;
  const left = batches.reduce((sum, one) => sum + one, 0);
  const proof = [seen.id] as const;
  if (beforeMs === null) return withoutControl("no call worked on a new session before any was left");
  if (left < leastSessions && refused === 0) return unclear(`only ${left} sessions could be opened in time`);
  const shut = shutOut(seen.facts);
  if (shut !== undefined) {
    // A limit for each user is right, and there was one user.
    if (afterMs === null && refused > 0)
      return { verdict: "noted", because: `${shut}: there is a limit of sessions`, proof };
    return judgeShut(evidence, shut, seen.id);
  }
  const each = keptOfEach(batches, memory);
  if (each === undefined) {
    return unclear(
      `${left} sessions were left and new ones worked as before, but nobody looked at the server's memory: give --pid with its process`,
    );
  }
  const kept = `of each session that nobody ends the server keeps ${each.toFixed(2)} MB`;
  const limit = refused > 0 ? `; further ones were refused (${refusal})` : "";
  if (each >= tooMuch) return { verdict: "fail", because: `${kept}${limit}`, proof, techniques: ["memory"] };
  if (each > noise)
    return {
      verdict: "noted",
      because: `${kept}, for as long as it was looked at (${seconds(restMs)} after)${limit}`,
      proof,
    };
  return {
    verdict: "pass",
    because: `${left} sessions were left, and the server's memory did not grow with them${limit}`,
    control: control.id,
  };
}

/** Whether it is the sessions that shut others out: one call may meet anything, so it has to be so again. */
function judgeShut(evidence: Evidence, shut: string, first: string): Judgement {
  const load = factsOf<LoadFacts>(evidence, "load");
  const limits =
    typeof load === "string" ? [] : load.facts.failures.map(causeOf).filter((cause) => ofLimits.has(cause));
  if (limits.length > 0) return unclear(`${shut}; under load the server refused what was too many, and may have here`);
  const again = factsOf<AbandonedFacts>(evidence, "abandoned again");
  if (typeof again === "string" || (again.facts.beforeMs !== null && shutOut(again.facts) === undefined))
    return { verdict: "suspected", because: `${shut}; it was seen once`, proof: [first] };
  return {
    verdict: "fail",
    because: `${shut}, and so it was again`,
    proof: [first, again.id],
    techniques: ["sessions"],
  };
}

const ofLimits: ReadonlySet<Cause> = new Set<Cause>(["rate-limit", "session-limit"]);

/** Megabytes that every batch but the first cost for each of its sessions, at the least, as far as the rest did not give them back. */
function keptOfEach(batches: readonly number[], memory: readonly (number | null)[]): number | undefined {
  const known = memory.filter((one) => one !== null);
  if (known.length !== batches.length + 1 || batches.length < 2 || batches.some((count) => count === 0))
    return undefined;
  // What a server takes once, and the heap that it grows into, comes with the first sessions.
  const later = batches.slice(1);
  const [before = 0] = known;
  const grown = later.map((count, at) => ((known[at + 1] ?? 0) - (known[at] ?? 0)) / count);
  const all = later.reduce((sum, one) => sum + one, 0);
  return Math.max(0, Math.min(...grown, ((known.at(-1) ?? 0) - before) / all)) / megabyte;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}
