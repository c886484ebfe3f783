import { checkReferences } from "../engine/arguments/check-references.ts";
import { setupCalls } from "../engine/arguments/setup.ts";
import { argumentSource } from "../engine/arguments/source.ts";
import { learntFromListings } from "../engine/learn/learn.ts";
import { plan } from "../engine/plan.ts";
import { type RehearsedCall, rehearse } from "../engine/rehearse.ts";
import type { Report } from "../model/report.ts";
import { passGate } from "./gate.ts";
import { openRun } from "./open-run.ts";
import { redactFields } from "./redact-fields.ts";
import { reportOf } from "./report/report-of.ts";
import type { ScanRequest } from "./scan-request.ts";
import type { ScanSurroundings } from "./scan-surroundings.ts";
import { nothingSeen, sceneOf } from "./scene.ts";
import { scopeOf, selectChecks } from "./select.ts";

/** What a scan would do, redacted: its calls if no reply gives cause for another, and what it would leave out. */
export interface ScanPlan {
  readonly calls: readonly RehearsedCall[];
  readonly skipped: readonly { readonly check: string; readonly subject: string; readonly why: string }[];
  /** Of the connection alone; its results say why there is no plan, where there is none. */
  readonly report: Report;
}

/** Connects and lists, calls no tool. */
export async function planScan(request: ScanRequest, surroundings: ScanSurroundings): Promise<ScanPlan> {
  checkReferences(request.samples);
  // What users would call under load, and how often, shows only when they do.
  const checks = selectChecks(surroundings.suites, request.selection).filter(({ phase }) => phase !== "load");
  const run = await openRun({ ...request, tap: { ...request.tap, on: false } }, surroundings);
  const gate = await passGate(run, checks).finally(run.close);
  const report = reportOf({ run, gate, checks, results: [], incidents: [], load: undefined, bug: undefined });
  if (!gate.ok) return { calls: [], skipped: [], report };
  const scene = sceneOf(request, gate.surface, {
    ...nothingSeen,
    acquaintance: run.acquaintance,
    identities: gate.identities,
    canaries: run.recorder.canaries.states(run.principal.name, undefined),
  });
  const planned = plan(checks, scene, scopeOf(request), 0);
  const args = argumentSource(gate.surface, request.samples, learntFromListings(gate.surface));
  const asked = planned.filter(({ skip }) => skip === undefined);
  const calls = await Promise.all(
    asked.map(async (one) => {
      const { check, subject } = one;
      const first = setupCalls(request.samples, subject.tool).map((name) => ({
        check: check.id,
        subject: subject.key,
        label: "setup",
        method: "tools/call",
        params: { name, arguments: args.valid(name).args },
      }));
      return [...first, ...(await rehearse(one, scene, args, request.seed))];
    }),
  );
  const skipped = planned.flatMap(({ check, subject, skip }) =>
    skip === undefined ? [] : [{ check: check.id, subject: subject.key, why: skip.because }],
  );
  return { ...redactFields({ calls: calls.flat(), skipped }, run.recorder.redactor), report };
}
