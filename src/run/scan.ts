import { argumentSource } from "../engine/arguments/source.ts";
import { plan } from "../engine/plan.ts";
import { runPlan } from "../engine/run-plan.ts";
import type { RunSetting } from "../engine/run-setting.ts";
import type { SubjectResult } from "../engine/run-subject.ts";
import type { Check } from "../model/check.ts";
import { HarnessError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import type { Incident } from "../model/subject.ts";
import { openPostgresObserver, type PostgresObserver } from "../observe/postgres.ts";
import { type Gate, passGate } from "./gate.ts";
import { openRun, type Run } from "./open-run.ts";
import { reportOf } from "./report/report-of.ts";
import type { ScanRequest } from "./scan-request.ts";
import type { ScanSurroundings } from "./scan-surroundings.ts";
import { sceneOf } from "./scene.ts";
import { scopeOf, selectChecks } from "./select.ts";

/** Runs the selected checks. Never throws for what the server does; the report's `exitCode` is the documented one. */
export async function scan(request: ScanRequest, surroundings: ScanSurroundings): Promise<Report> {
  const run = openRun(request, surroundings);
  const { emit, suites } = run.surroundings;
  emit({ type: "run-started", atMs: 0, target: request.targetName, seed: request.seed });
  const checks = selectChecks(suites, request.selection);
  const incidents: Incident[] = [];
  const results: SubjectResult[] = [];
  const { gate, bug } = await askedAll(run, checks, incidents, results).finally(run.closeSpare);
  const report = reportOf({ run, gate, checks, results, incidents, bug });
  emit({ type: "run-finished", atMs: run.now(), stopReason: report.stopReason });
  return report;
}

async function askedAll(
  run: Run,
  checks: readonly Check[],
  incidents: Incident[],
  results: SubjectResult[],
): Promise<{ readonly gate: Gate; readonly bug: string | undefined }> {
  const gate = await passGate(run);
  const bug = gate.ok ? await bugIn(probeAll(run, gate, checks, incidents, results)) : undefined;
  return { gate, bug };
}

async function probeAll(
  run: Run,
  gate: Gate & { ok: true },
  checks: readonly Check[],
  incidents: Incident[],
  results: SubjectResult[],
): Promise<void> {
  const observer = await openObserver(run);
  try {
    await probePhases(run, gate, checks, settingOf(run, gate, incidents, observer), incidents, results);
  } finally {
    await observer?.close();
  }
}

async function probePhases(
  run: Run,
  gate: Gate & { ok: true },
  checks: readonly Check[],
  setting: RunSetting,
  incidents: readonly Incident[],
  results: SubjectResult[],
): Promise<void> {
  const { request, surroundings, budget } = run;
  surroundings.emit({ type: "stage", atMs: run.now(), stage: "probing" });
  for (const phase of ["main", "after"] as const) {
    const scene = sceneOf(request, gate.surface, [...incidents]);
    const ofPhase = checks.filter((check) => check.phase === phase);
    const planned = plan(ofPhase, scene, scopeOf(request), results.length);
    announce(
      run,
      planned.map(({ check }) => check.id),
    );
    // A call that is repeated to see whether it takes the server down must not be asked beside another.
    const lanes = phase === "after" ? 1 : budget.limits.concurrency;
    results.push(...(await runPlan(planned, { ...setting, scene }, lanes)));
  }
  surroundings.emit({ type: "stage", atMs: run.now(), stage: "closing" });
}

/** What broke on our side, if anything: the report is written all the same. */
async function bugIn(work: Promise<void>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (cause) {
    if (cause instanceof HarnessError) throw cause;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/** The owner's look into the database; one that cannot be had is a warning, since the server can be judged without it. */
async function openObserver({ request, surroundings, recorder, now }: Run): Promise<PostgresObserver | undefined> {
  const url = request.observe.postgresUrl;
  if (url === undefined) return undefined;
  try {
    return await openPostgresObserver(url, request.net);
  } catch (cause) {
    if (cause instanceof HarnessError) throw cause;
    const why = recorder.redactor.text(cause instanceof Error ? cause.message : String(cause)).value;
    const text = `observe.postgres.url cannot be used, so writes are not looked up in the database: ${why}`;
    surroundings.emit({ type: "warning", atMs: now(), text });
    return undefined;
  }
}

function settingOf(
  run: Run,
  gate: Gate & { ok: true },
  incidents: Incident[],
  observer: PostgresObserver | undefined,
): RunSetting {
  const { request, surroundings, recorder, budget, now } = run;
  return {
    seed: request.seed,
    principal: run.principal.name,
    scene: sceneOf(request, gate.surface, []),
    args: argumentSource(gate.surface, request.samples),
    recorder,
    budget,
    emit: surroundings.emit,
    now,
    timeoutMs: request.timeoutMs,
    interrupted: surroundings.signal,
    newLink: run.newLink,
    incident(incident) {
      incidents.push(incident);
      const { call, ...told } = incident;
      surroundings.emit({ type: "incident", atMs: now(), incident: told });
    },
    database: observer && ((observe) => observer.as((label, facts) => observe("database", label, facts))),
  };
}

function announce(run: Run, ids: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const checks = [...counts].map(([check, subjects]) => ({ check, subjects }));
  run.surroundings.emit({ type: "planned", atMs: run.now(), checks });
}
