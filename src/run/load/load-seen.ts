import type { CallerSetting } from "../../engine/caller-setting.ts";
import type { RunSetting } from "../../engine/run-setting.ts";
import type { FirstFailure } from "../../load/record/open-record.ts";
import type { Json } from "../../model/json.ts";
import type { FailuresFacts } from "../../model/load/observation.ts";
import type { Run } from "../open-run.ts";
import type { LoadMade } from "./make-load.ts";

/** Kinds of failures that are recorded: what a server makes up beyond that says the same. */
export const mostFailuresKept = 50;

/** The port through which checks see the load of a run; what happened second by second is the report's alone. */
export function loadSeen(
  run: Pick<Run, "errors">,
  made: LoadMade,
  failures: readonly FirstFailure[],
): RunSetting["load"] {
  // What errors told before is no matter of the load either.
  const before = new Set(run.errors.seen().telling.flatMap(({ told }) => told.map(({ text }) => text)));
  const facts = typeof made === "string" ? { why: made } : withoutSeries(made);
  return (observe, setting) => ({
    observe: (label) => observe("load", label, facts as unknown as Record<string, Json>),
    failures(label) {
      if (typeof made === "string") return observe("load", label, { why: made });
      // What one user alone meets is no matter of the load.
      const underLoad = failures.filter(({ users }) => users > 1).slice(0, mostFailuresKept);
      const read = underLoad.map(({ params, reply, outcome, message, status, users }) => {
        const { calls = 1 } =
          made.failures.find((one) => one.outcome === outcome && one.message === message && one.status === status) ??
          {};
        const exchange = record(setting, { params, reply, label, facts: { users, calls } });
        return {
          exchange: exchange.id,
          message,
          calls,
          users,
          told: run.errors.newsOf(exchange).filter(({ text }) => !before.has(text)),
        };
      });
      const facts: FailuresFacts = { failures: read };
      return observe("load", label, facts as unknown as Record<string, Json>);
    },
  });
}

/** Makes an exchange of a call that was made before anybody recorded it. */
function record(
  { recorder, keep, nextId, now, principal, round }: CallerSetting,
  {
    params,
    reply,
    ...step
  }: Pick<FirstFailure, "params" | "reply"> & {
    readonly label: string;
    readonly facts: Readonly<Record<string, Json>>;
  },
) {
  const exchange = recorder.exchange({
    id: nextId(),
    role: "attack",
    ...step,
    principal,
    session: "load",
    round,
    request: { method: "tools/call", params },
    reply,
    atMs: now(),
    durationMs: 0,
  });
  keep(exchange);
  return exchange;
}

function withoutSeries({ series: _, ...facts }: Exclude<LoadMade, string>) {
  return facts;
}
