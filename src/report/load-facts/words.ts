import type { ReportedLoad, ReportedThreshold } from "../../model/load/reported-load.ts";
import { percentText, timeText } from "./format.ts";

/** What a load came to, in a few words of ours. */
export function diagnosisWords({ notMade, diagnosis, plan }: ReportedLoad): string {
  if (notMade !== undefined) return "No load was made.";
  const users = plan.users.toLocaleString("en");
  return words[diagnosis.verdict].replace("{users}", `${users} ${plan.users === 1 ? "user" : "users"}`);
}

const words: Readonly<Record<ReportedLoad["diagnosis"]["verdict"], string>> = {
  healthy: "The server stands {users}.",
  "pool-too-small": "There are too few database connections for {users}.",
  "pool-leak": "Database connections leak.",
  "no-pooling": "Each call opens a database connection of its own.",
  "rate-limited": "The server limits the rate of calls.",
  "server-saturated": "The server itself is at its limit.",
  "generator-saturated": "The machine that made the load was its limit: nothing is told of the server.",
  inconclusive: "What {users} do to the server is not clear.",
};

/** A sentence of a judge, with a capital letter and a full stop. */
export function sentence(text: string): string {
  const ended = /[.!?]$/.test(text) ? text : `${text}.`;
  return `${ended.charAt(0).toUpperCase()}${ended.slice(1)}`;
}

/** What is allowed, what was measured and whether it was kept. */
export function thresholdWords({ unit, limit, measured, kept }: ReportedThreshold): {
  readonly limit: string;
  readonly measured: string;
  readonly kept: "kept" | "broken" | "not told";
} {
  const shown = (value: number): string => {
    if (unit === "ms") return timeText(value);
    return unit === "share" ? percentText(value, 1) : value.toLocaleString("en");
  };
  const nothing = kept === false ? "never" : "not measured";
  return {
    limit: shown(limit),
    measured: measured === undefined ? nothing : shown(measured),
    kept: kept === undefined ? "not told" : kept ? "kept" : "broken",
  };
}

/** How the server was once the load was over, in a sentence; undefined where nobody got to look. */
export function recoveryWords({ recovery }: ReportedLoad): readonly string[] {
  return (["afterLoad", "afterProbes"] as const).flatMap((which) => {
    const seen = recovery[which];
    if (seen === undefined) return [];
    const when = `${timeText(seen.quietMs)} after ${which === "afterLoad" ? "the load" : "calls that went wrong"}`;
    const calls = seen.good + seen.failed;
    const quick = seen.good === 0 ? "" : `, p50 ${timeText(seen.ok.latencyMs.p50)}`;
    const back =
      seen.recoveredAfterMs === undefined
        ? "; not as before again"
        : `; as before again after ${timeText(seen.recoveredAfterMs)}`;
    const why = seen.failed > 0 && seen.message !== undefined && seen.message !== "" ? ` (${seen.message})` : "";
    return [
      `${when} ${seen.good.toLocaleString("en")} of ${calls.toLocaleString("en")} calls worked${why}${quick}${back}.`,
    ];
  });
}

/** How the machine fared that made the load. */
export function generatorWords({ generator, ceiling, noCeiling }: ReportedLoad): string {
  const { seconds, saturated, loopDelayP99Ms, cpuShare, sockets, exhausted } = generator;
  const out = exhausted.length === 0 ? "" : `, out of ${exhausted.join(", ")}`;
  return `Possibly the limit itself in ${saturated.toLocaleString("en")} of ${seconds.toLocaleString("en")} s; event loop late by ${timeText(loopDelayP99Ms)} at the worst, ${Math.round(100 * cpuShare)} % of a core, ${sockets.toLocaleString("en")} sockets${out}.${ceilingWords(ceiling, noCeiling)}`;
}

/** What another engine got out of the same machine and server. */
function ceilingWords(ceiling: ReportedLoad["ceiling"], why: string | undefined): string {
  if (ceiling === undefined) return why === undefined ? "" : ` What HTTP alone allows is not known: ${why}.`;
  const { tool, connections, own, agreeing } = ceiling;
  const told = ({ perSecond, p50 }: typeof own): string =>
    `${Math.round(perSecond).toLocaleString("en")} a second, p50 ${timeText(p50)}`;
  const apart = agreeing ? "" : "; they differ by more than a tenth: take the numbers of this machine with care";
  return ` ${tool} again and again over ${connections} connections: autocannon ${told(ceiling)}, our own engine ${told(own)}${apart}.`;
}

/** What was asked of the load, in one line. */
export function planWords({ plan, transport }: ReportedLoad): string {
  const how =
    plan.arrivalsPerSecond === undefined ? plan.profile : `${plan.profile}, ${plan.arrivalsPerSecond} calls a second`;
  const extras = [
    ...(plan.thinkMs > 0 ? [`${timeText(plan.thinkMs)} of thinking`] : []),
    ...(plan.fanOut > 1 ? [`${plan.fanOut} calls at once`] : []),
    ...(plan.callsPerSession > 0 ? [`a new session every ${plan.callsPerSession} calls`] : []),
    ...(plan.abandoned > 0 ? [`${percentText(plan.abandoned, 1)} of sessions left behind`] : []),
    ...(plan.cancelled > 0 ? [`${percentText(plan.cancelled, 1)} of calls taken back`] : []),
    ...(plan.disconnected > 0 ? [`${percentText(plan.disconnected, 1)} of calls hung up on`] : []),
  ];
  const users = `${plan.users.toLocaleString("en")} ${plan.users === 1 ? "user" : "users"}`;
  return [users, how, `${timeText(1_000 * plan.seconds)} of it`, transport, ...extras].join(", ");
}
