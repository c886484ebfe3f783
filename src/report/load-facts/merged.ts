import type { ReportedSecond } from "../../model/load/reported-load.ts";

/**
 * At most so many entries, each of as many seconds as that takes. Counts are added up, users and the database are the most there
 * were, medians the mean weighted by calls, and of higher percentiles, and of what needs no database, the worst is kept: they cannot be
 * added.
 */
export function merged(series: readonly ReportedSecond[], most: number): readonly ReportedSecond[] {
  const width = Math.ceil(series.length / most);
  if (width <= 1) return series;
  const groups: ReportedSecond[] = [];
  for (let at = 0; at < series.length; at += width) {
    const [first, ...rest] = series.slice(at, at + width);
    if (first !== undefined) groups.push(rest.reduce(together, first));
  }
  return groups;
}

function together(a: ReportedSecond, b: ReportedSecond): ReportedSecond {
  const errors = { ...a.errors };
  for (const [outcome, count] of Object.entries(b.errors) as [keyof typeof errors, number][]) {
    errors[outcome] = (errors[outcome] ?? 0) + count;
  }
  const weighted = (x: number, y: number): number => {
    if (x === 0 || y === 0) return x + y;
    return (x * a.ok + y * b.ok) / Math.max(1, a.ok + b.ok);
  };
  return {
    second: a.second,
    seconds: a.seconds + b.seconds,
    users: Math.max(a.users, b.users),
    ok: a.ok + b.ok,
    errors,
    ...latency(a, b, weighted),
    toolsMs: a.toolsMs.map((ms, at) => weighted(ms, b.toolsMs[at] ?? 0)),
    controlMs: Math.max(a.controlMs, b.controlMs),
    ...database(a, b),
  };
}

function latency(a: ReportedSecond, b: ReportedSecond, weighted: (x: number, y: number) => number) {
  const [one, other] = [a.latencyMs, b.latencyMs];
  if (one === undefined || other === undefined) {
    const known = one ?? other;
    return known === undefined ? {} : { latencyMs: known };
  }
  return {
    latencyMs: {
      p50: weighted(one.p50, other.p50),
      p95: Math.max(one.p95, other.p95),
      p99: Math.max(one.p99, other.p99),
    },
  };
}

function database(a: ReportedSecond, b: ReportedSecond) {
  const [one, other] = [a.database, b.database];
  if (one === undefined || other === undefined) {
    const known = one ?? other;
    return known === undefined ? {} : { database: known };
  }
  return {
    database: {
      connections: Math.max(one.connections, other.connections),
      active: Math.max(one.active, other.active),
      idleInTransaction: Math.max(one.idleInTransaction, other.idleInTransaction),
      ...(one.waiting === undefined && other.waiting === undefined
        ? {}
        : { waiting: Math.max(one.waiting ?? 0, other.waiting ?? 0) }),
    },
  };
}
