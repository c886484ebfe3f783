import type { Evidence } from "../model/check.ts";
import type { Port } from "../model/ports.ts";
import type { Outcome } from "../model/verdict.ts";
import type { Link } from "./link.ts";
import type { Planned } from "./plan.ts";
import { type GatheredEvidence, runRound } from "./run-round.ts";
import type { RunSetting } from "./run-setting.ts";

/** One subject's outcome with all its evidence, both rounds. */
export interface SubjectResult {
  readonly planned: Planned;
  readonly outcome: Outcome;
  readonly evidence: Evidence;
  readonly leftovers: readonly string[];
}

/** Probes and judges one subject; a fail is repeated on a fresh session, and is `suspected` when it does not repeat. Never throws. */
export async function runSubject(planned: Planned, lane: Link, setting: RunSetting): Promise<SubjectResult> {
  const { check, subject } = planned;
  const gathered: GatheredEvidence = { exchanges: [], observations: [], numbered: 0 };
  const evidence: Evidence = { subject, exchanges: gathered.exchanges, observations: gathered.observations };
  const done = (outcome: Outcome): SubjectResult => ({
    planned,
    outcome,
    evidence,
    leftovers: check.leftovers?.(evidence) ?? [],
  });
  if (planned.skip !== undefined) return done(planned.skip);
  const missing = check.needs.find((port) => port !== "calls" && setting[port] === undefined);
  if (missing !== undefined) return done(missingPort(missing));

  const first = await runRound(1, undefined, lane, planned, setting, gathered);
  if (first.verdict !== "fail" || check.once) return done(first);
  const fresh = setting.newLink();
  const second = await runRound(2, first.techniques, fresh, planned, setting, gathered);
  await fresh.close();
  if (second.verdict === "fail") return done({ ...first, proof: [...first.proof, ...second.proof] });
  const { proof } = first;
  if (cutShort(second)) {
    const because = `${first.because}; it could not be repeated on a fresh session: ${second.because}`;
    return done({ verdict: "suspected", because, proof, reason: "unrepeated" });
  }
  const because = `${first.because}; repeating it on a fresh session did not show it again: ${second.because}`;
  return done({ verdict: "suspected", because, proof });
}

function cutShort(outcome: Outcome): boolean {
  if (outcome.verdict === "inconclusive") return outcome.reason === "budget" || outcome.reason === "interrupted";
  return outcome.verdict === "error";
}

const sources: Record<Port, string> = {
  calls: "calls",
  identities: "identities",
  database: "observe.postgres.url or observe.mysql.url in the config",
  tap: "the tap (--tap)",
  faults: "the tap (--tap)",
  upstream: "observe.upstream in the config",
  raw: "a server that is reached by HTTP",
  authorization: "a server that is reached by HTTP",
  load: "a load (mcp-gauntlet load, or scan --full)",
  pressure: "a load (mcp-gauntlet load, or scan --full)",
  limits: "--limits, and a server that is reached by Streamable HTTP",
};

function missingPort(port: Port): Outcome {
  return { verdict: "inconclusive", reason: "missing-port", because: `it needs ${sources[port]}` };
}
