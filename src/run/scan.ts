import { checkReferences } from "../engine/arguments/check-references.ts";
import { argumentSource } from "../engine/arguments/source.ts";
import { learn } from "../engine/learn/learn.ts";
import { openLearningCaller } from "../engine/learn/learning-caller.ts";
import type { Link } from "../engine/link.ts";
import { plan } from "../engine/plan.ts";
import { runPlan } from "../engine/run-plan.ts";
import type { RunSetting } from "../engine/run-setting.ts";
import type { SubjectResult } from "../engine/run-subject.ts";
import type { Check } from "../model/check.ts";
import { HarnessError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import type { Incident } from "../model/subject.ts";
import { type Gate, passGate } from "./gate.ts";
import { authorizationOf } from "./identities/authorization/authorization-of.ts";
import { identitiesOf } from "./identities/identities-of.ts";
import { upstreamOf } from "./identities/upstream-of.ts";
import { compareWithLock } from "./lock/compare-with-lock.ts";
import { openObserver } from "./open-observer.ts";
import { openRun, type Run } from "./open-run.ts";
import { type Ground, openGround } from "./planting/ground.ts";
import { rawOf } from "./raw-of.ts";
import { reportOf } from "./report/report-of.ts";
import type { ScanRequest } from "./scan-request.ts";
import type { ScanSurroundings } from "./scan-surroundings.ts";
import { nothingSeen, sceneOf } from "./scene.ts";
import { scopeOf, selectChecks } from "./select.ts";

/** Runs the selected checks. Never throws for what the server does; the report's `exitCode` is the documented one. */
export async function scan(request: ScanRequest, surroundings: ScanSurroundings): Promise<Report> {
  checkReferences(request.samples);
  const checks = selectChecks(surroundings.suites, request.selection);
  const run = await openRun(request, surroundings);
  const { emit } = run.surroundings;
  emit({ type: "run-started", atMs: 0, target: request.targetName, seed: request.seed });
  const incidents: Incident[] = [];
  const results: SubjectResult[] = [];
  const { gate, bug } = await askedAll(run, checks, incidents, results).finally(run.close);
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
  const gate = await passGate(run, checks);
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
  const ground = openGround(run, observer);
  try {
    await probePhases(run, gate, checks, settingOf(run, gate, incidents, ground), ground, incidents, results);
  } finally {
    await ground.restore(results);
    await observer?.close();
  }
}

async function probePhases(
  run: Run,
  gate: Gate & { ok: true },
  checks: readonly Check[],
  setting: RunSetting,
  ground: Ground,
  incidents: readonly Incident[],
  results: SubjectResult[],
): Promise<void> {
  const { request, surroundings, budget } = run;
  await ground.look(checks);
  const drifted = compareWithLock(run, gate.identities);
  const learnt = await learnArguments(run, gate, checks, setting);
  // Not before: what is learnt must not be the name of a table of ours.
  await ground.plant(checks, setting.scene);
  surroundings.emit({ type: "stage", atMs: run.now(), stage: "probing" });
  for (const phase of ["main", "after", "last"] as const) {
    const changes = phase === "after" ? await ground.changes() : undefined;
    const seen = {
      incidents: [...incidents],
      canaries: ground.canaries(),
      called: run.recorder.canaries.called(),
      changes,
      errors: run.errors.seen(),
      announced: run.announced(),
      acquaintance: run.acquaintance,
      identities: gate.identities,
      drifted,
    };
    const scene = sceneOf(request, gate.surface, seen);
    const ofPhase = checks.filter((check) => check.phase === phase);
    const planned = plan(ofPhase, scene, scopeOf(request), results.length);
    announce(
      run,
      planned.map(({ check }) => check.id),
    );
    // A call that is repeated to see whether it takes the server down must not be asked beside another.
    const lanes = phase !== "main" ? 1 : budget.limits.concurrency;
    results.push(...(await runPlan(planned, { ...learnt, scene }, lanes)));
  }
  surroundings.emit({ type: "stage", atMs: run.now(), stage: "closing" });
}

/** Learns arguments over a link that the first probe then goes on with: a server may not like two processes. */
async function learnArguments(
  run: Run,
  { surface }: Gate & { ok: true },
  checks: readonly Check[],
  setting: RunSetting,
): Promise<RunSetting> {
  const { request, surroundings, now } = run;
  const scope = scopeOf(request);
  const main = checks.filter((check) => check.phase === "main");
  const asked = plan(main, setting.scene, scope, 0).filter(({ skip }) => skip === undefined);
  const wanted = new Set(asked.flatMap(({ subject }) => (subject.tool === undefined ? [] : [subject.tool])));
  surroundings.emit({ type: "stage", atMs: now(), stage: "learning" });
  const first = run.newLink();
  let link: Link | undefined = first;
  const { calls, end } = openLearningCaller(setting, first);
  const { samples, promises } = request;
  const learnt = await learn({ surface, samples, promises, inScope: scope.tool, wanted }, calls)
    .catch(async (cause: unknown) => {
      await first.close();
      throw cause;
    })
    .finally(end);
  const newLink = (): Link => {
    const next = link ?? run.newLink();
    link = undefined;
    return next;
  };
  return { ...setting, args: argumentSource(surface, samples, learnt), newLink };
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

function settingOf(run: Run, gate: Gate & { ok: true }, incidents: Incident[], ground: Ground): RunSetting {
  const { request, surroundings, recorder, budget, now } = run;
  return {
    seed: request.seed,
    principal: run.principal.name,
    scene: sceneOf(request, gate.surface, {
      ...nothingSeen,
      acquaintance: run.acquaintance,
      identities: gate.identities,
      canaries: ground.canaries(),
    }),
    args: argumentSource(gate.surface, request.samples),
    samples: request.samples,
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
    tap: run.tap.port,
    faults: run.tap.faults,
    identities: identitiesOf(run),
    upstream: upstreamOf(run),
    raw: rawOf(run),
    authorization: authorizationOf(run.authorization, recorder.redactor.learn),
    mayMake: ground.mayMake,
    database: ground.database,
  };
}

function announce(run: Run, ids: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const checks = [...counts].map(([check, subjects]) => ({ check, subjects }));
  run.surroundings.emit({ type: "planned", atMs: run.now(), checks });
}
