import { checkReferences } from "../engine/arguments/check-references.ts";
import { plan } from "../engine/plan.ts";
import { runPlan } from "../engine/run-plan.ts";
import type { RunSetting } from "../engine/run-setting.ts";
import type { SubjectResult } from "../engine/run-subject.ts";
import type { Check } from "../model/check.ts";
import { HarnessError } from "../model/errors.ts";
import type { ReportedLoad } from "../model/load/reported-load.ts";
import type { Report } from "../model/report.ts";
import type { Incident } from "../model/subject.ts";
import { announce } from "./announce.ts";
import { type Gate, passGate } from "./gate.ts";
import { learnArguments } from "./learn-arguments.ts";
import { checkLoadRequest } from "./load/check-load-request.ts";
import { checksToAsk } from "./load/checks-to-ask.ts";
import { probeLoad } from "./load/probe-load.ts";
import { compareWithLock } from "./lock/compare-with-lock.ts";
import { openObserver } from "./open-observer.ts";
import { openRun, type Run } from "./open-run.ts";
import { type Ground, openGround } from "./planting/ground.ts";
import { reportOf } from "./report/report-of.ts";
import type { ScanRequest } from "./scan-request.ts";
import type { ScanSurroundings } from "./scan-surroundings.ts";
import { sceneOf } from "./scene.ts";
import { scopeOf, selectChecks } from "./select.ts";
import { settingOf } from "./setting-of.ts";

/** Runs the selected checks. Never throws for what the server does; the report's `exitCode` is the documented one. */
export async function scan(request: ScanRequest, surroundings: ScanSurroundings): Promise<Report> {
  checkReferences(request.samples);
  await checkLoadRequest(request);
  const checks = checksToAsk(selectChecks(surroundings.suites, request.selection), request);
  const run = await openRun(request, surroundings);
  const { emit } = run.surroundings;
  emit({ type: "run-started", atMs: 0, target: request.targetName, seed: request.seed });
  const gathered: Gathered = { incidents: [], results: [], load: undefined };
  const { gate, bug } = await askedAll(run, checks, gathered).finally(run.close);
  const report = reportOf({ run, gate, checks, bug, ...gathered });
  emit({ type: "run-finished", atMs: run.now(), stopReason: report.stopReason });
  return report;
}

/** What comes together in a run: kept where it breaks off, too. */
interface Gathered {
  readonly incidents: Incident[];
  readonly results: SubjectResult[];
  load: ReportedLoad | undefined;
}

async function askedAll(
  run: Run,
  checks: readonly Check[],
  gathered: Gathered,
): Promise<{ readonly gate: Gate; readonly bug: string | undefined }> {
  const gate = await passGate(run, checks);
  const bug = gate.ok ? await bugIn(probeAll(run, gate, checks, gathered)) : undefined;
  return { gate, bug };
}

async function probeAll(
  run: Run,
  gate: Gate & { ok: true },
  checks: readonly Check[],
  gathered: Gathered,
): Promise<void> {
  const { incidents, results } = gathered;
  const observer = await openObserver(run);
  const ground = openGround(run, observer);
  try {
    const learnt = await probePhases(
      run,
      gate,
      checks,
      settingOf(run, gate, incidents, ground),
      ground,
      incidents,
      results,
    );
    await probeLoad(run, gate, checks, learnt, observer, results, (load) => {
      gathered.load = load;
    });
    run.surroundings.emit({ type: "stage", atMs: run.now(), stage: "closing" });
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
): Promise<RunSetting> {
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
    announce(run, planned);
    // A call that is repeated to see whether it takes the server down must not be asked beside another.
    const lanes = phase !== "main" ? 1 : budget.limits.concurrency;
    results.push(...(await runPlan(planned, { ...learnt, scene }, lanes)));
  }
  return learnt;
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
