import { plan } from "../../engine/plan.ts";
import { runPlan } from "../../engine/run-plan.ts";
import type { RunSetting } from "../../engine/run-setting.ts";
import type { SubjectResult } from "../../engine/run-subject.ts";
import type { FirstFailure } from "../../load/record/open-record.ts";
import type { Check } from "../../model/check.ts";
import type { LoadComparison, ReportedLoad } from "../../model/load/reported-load.ts";
import type { DatabaseObserver } from "../../observe/observer.ts";
import { residentMemory } from "../../observe/resident-memory.ts";
import { compareLoads } from "../../oracle/load/compare.ts";
import { sloOf } from "../../oracle/load/slo-of.ts";
import { announce } from "../announce.ts";
import type { Gate } from "../gate.ts";
import type { Run } from "../open-run.ts";
import { redactFields } from "../redact-fields.ts";
import { nothingSeen, sceneOf } from "../scene.ts";
import { scopeOf } from "../select.ts";
import { limitsOf } from "./limits-of.ts";
import { loadSeen } from "./load-seen.ts";
import { makeLoad } from "./make-load.ts";
import { notMade } from "./not-made.ts";
import { pressureOf } from "./pressure-of.ts";
import { reportedLoadOf } from "./reported-load-of.ts";
import { watchOf } from "./watch-of.ts";

/** Makes the load that is asked for, when everything else is done with the server, and asks the checks that judge it. */
export async function probeLoad(
  run: Run,
  gate: Gate & { ok: true },
  checks: readonly Check[],
  setting: RunSetting,
  observer: DatabaseObserver | undefined,
  results: SubjectResult[],
  keep: (load: ReportedLoad) => void,
): Promise<void> {
  const { request, surroundings } = run;
  const ofLoad = checks.filter((check) => check.phase === "load");
  if (request.load === undefined || ofLoad.length === 0) return;
  surroundings.emit({ type: "stage", atMs: run.now(), stage: "loading" });
  const scene = sceneOf(request, gate.surface, { ...nothingSeen, identities: gate.identities });
  const watch = watchOf(observer, run.tap.watch);
  const failures: FirstFailure[] = [];
  const failed = (failure: FirstFailure) => void failures.push(failure);
  const made = await makeLoad(run, { info: gate.info, scene, args: setting.args, watch, failed }, request.load);
  const slo = sloOf(request.load.thresholds, request.promises.slo);
  const reported = typeof made === "string" ? notMade(request.load, gate.info, made) : reportedLoadOf(made, slo);
  const comparison = comparisonOf(run, reported);
  keep(comparison === undefined ? reported : { ...reported, comparison });
  // Judges hold it to the same level as the report does.
  const held = typeof made === "string" ? made : { ...made, slo, ...(comparison === undefined ? {} : { comparison }) };
  const planned = plan(ofLoad, scene, scopeOf(request), results.length);
  announce(run, planned);
  const { pid } = request.load;
  const memory = pid === undefined ? undefined : () => residentMemory(pid);
  const further = whyNoFurther(reported) ?? made;
  const ports = {
    load: loadSeen(run, held, failures),
    pressure: pressureOf(run, { info: gate.info, scene, made: further, memory }),
    limits: limitsOf(run, gate.info, further),
  };
  results.push(...(await runPlan(planned, { ...setting, scene, ...ports }, 1)));
}

/** Why a server can be asked nothing else beside a load: what it would answer is known to be of no use. */
function whyNoFurther({ diagnosis, ownership }: ReportedLoad): string | undefined {
  if (diagnosis?.verdict === "pool-leak") return "after the load the server had no connection left to answer with";
  return (ownership?.foreign ?? 0) > 0 ? "under load answers went to other callers" : undefined;
}

/** The baseline is a report, from which secrets are gone: the same is done here before they are held against each other. */
function comparisonOf({ request, recorder }: Run, load: ReportedLoad): LoadComparison | undefined {
  const baseline = request.load?.baseline;
  if (baseline === undefined || load.notMade !== undefined) return undefined;
  return compareLoads(redactFields(load, recorder.redactor), baseline);
}
