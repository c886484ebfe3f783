import type { ReportedLoad, ReportedSecond } from "../../../model/load/reported-load.ts";
import { html, type Markup } from "../../escape/html.ts";
import { numberText, timeText } from "../../load-facts/format.ts";
import { merged } from "../../load-facts/merged.ts";
import { type Chart, chart, type Line } from "./chart.ts";
import { linear, logarithmic } from "./scale.ts";

/** More entries than this cannot be told apart in a picture. */
const mostPoints = 280;

/** How the load went over time, in pictures: users, calls, latencies, and the database where somebody looked into it. */
export function charts(load: ReportedLoad): Markup | undefined {
  if (load.series.length < 2) return undefined;
  const series = merged(load.series, mostPoints);
  const last = series.at(-1);
  const end = (last?.second ?? 0) + (last?.seconds ?? 1);
  const common = { starts: series.map(({ second }) => second), end, bands: bandsOf(load, end) };
  const all = [users(series), calls(series, isWarmUp(load)), latencies(series), database(series)].flatMap((one) =>
    one === undefined ? [] : [chart({ ...one, ...common })],
  );
  return html`<div class="charts">${all}</div>`;
}

type Picture = Omit<Chart, "starts" | "end" | "bands">;

function bandsOf({ phases }: ReportedLoad, end: number): Chart["bands"] {
  return phases
    .filter(({ startSeconds }) => startSeconds < end)
    .map(({ name, users, startSeconds, seconds }) => ({
      name: name === "step" ? String(users) : name,
      from: startSeconds,
      to: Math.min(end, startSeconds + seconds),
    }));
}

function users(series: readonly ReportedSecond[]): Picture {
  const values = series.map((one) => one.users);
  const most = Math.max(...values);
  return {
    id: "chart-users",
    title: "Users",
    told: `Up to ${numberText(most)} users at the same time.`,
    lines: [{ name: "users", look: "calm", values, area: true }],
    scale: linear(most),
    tick: numberText,
  };
}

/** Calls of a warm-up are made and not counted: that none are told is no gap in the service. */
function isWarmUp({ phases }: ReportedLoad): (second: ReportedSecond) => boolean {
  const warm = phases.filter(({ name }) => name === "warm-up");
  return ({ second, ok }) =>
    ok === 0 && warm.some(({ startSeconds, seconds }) => second + 1 > startSeconds && second < startSeconds + seconds);
}

function calls(series: readonly ReportedSecond[], uncounted: (second: ReportedSecond) => boolean): Picture {
  const each = (of: (second: ReportedSecond) => number) =>
    series.map((second) => (uncounted(second) ? undefined : of(second) / Math.max(1, second.seconds)));
  const ok = each((second) => second.ok);
  const bad = each(({ errors }) => sum(Object.values(errors)));
  const [worked, failed] = [ok, bad].map((values) => values.map((value) => value ?? 0)) as [number[], number[]];
  const lines: Line[] = [{ name: "worked", look: "good", values: ok, area: true }];
  if (failed.some((value) => value > 0)) lines.push({ name: "failed", look: "bad", values: bad, area: true });
  return {
    id: "chart-calls",
    title: "Calls a second",
    told: `Up to ${numberText(Math.max(...worked))} calls a second worked, up to ${numberText(Math.max(...failed))} failed.`,
    lines,
    scale: linear(Math.max(...worked, ...failed)),
    tick: numberText,
  };
}

function latencies(series: readonly ReportedSecond[]): Picture | undefined {
  const line = (name: "p50" | "p95" | "p99"): Line => ({
    name,
    look: name,
    values: series.map(({ latencyMs }) => latencyMs?.[name]),
    area: false,
  });
  const lines = [line("p50"), line("p95"), line("p99")];
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== undefined));
  if (known.length === 0) return undefined;
  const medians = series.flatMap(({ latencyMs }) => (latencyMs === undefined ? [] : [latencyMs.p50]));
  return {
    id: "chart-latency",
    title: "Latency of calls that worked, in powers of ten",
    told: `p50 from ${timeText(Math.min(...medians))} to ${timeText(Math.max(...medians))}, p99 up to ${timeText(Math.max(...known))}.`,
    lines,
    scale: logarithmic(Math.min(...known), Math.max(...known)),
    tick: timeText,
  };
}

const looks = [
  ["connections", "connections", "calm"],
  ["active", "active", "p50"],
  ["idleInTransaction", "idle in a transaction", "p95"],
  ["waiting", "waiting for a lock", "p99"],
] as const;

function database(series: readonly ReportedSecond[]): Picture | undefined {
  const seen = series.flatMap((one) => one.database ?? []);
  if (seen.length === 0) return undefined;
  const shown = looks.filter(([key]) => key === "connections" || seen.some((one) => (one[key] ?? 0) > 0));
  const lines = shown.map(([key, name, look]) => ({
    name,
    look,
    values: series.map((one) => one.database?.[key]),
    area: key === "connections",
  }));
  const most = Math.max(...seen.map(({ connections }) => connections));
  return {
    id: "chart-database",
    title: "Database connections",
    told: `Up to ${numberText(most)} connections, up to ${numberText(Math.max(...seen.map(({ active }) => active)))} of them active.`,
    lines,
    scale: linear(Math.max(...seen.flatMap((one) => looks.flatMap(([key]) => one[key] ?? [])))),
    tick: numberText,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
