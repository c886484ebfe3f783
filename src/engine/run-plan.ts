import type { Link } from "./link.ts";
import type { Planned } from "./plan.ts";
import type { RunSetting } from "./run-setting.ts";
import { runSubject, type SubjectResult } from "./run-subject.ts";

/**
 * Runs a plan on `lanes` lanes, each with a session of its own; results come in the order of the plan. Throws only for a
 * bug of ours, once every lane has ended and closed its session.
 */
export async function runPlan(
  plan: readonly Planned[],
  setting: RunSetting,
  lanes: number,
): Promise<readonly SubjectResult[]> {
  const results: SubjectResult[] = [];
  const queue = plan.values();
  const lost: { why: string | undefined } = { why: undefined };
  const failed: unknown[] = [];
  const lane = async (): Promise<void> => {
    const link = setting.newLink();
    try {
      for (const planned of queue) {
        if (failed.length > 0) return;
        results.push(await runOne(planned, link, setting, lost));
      }
    } catch (cause) {
      failed.push(cause);
    } finally {
      await link.close();
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  failed.push(...ended.flatMap((one) => (one.status === "rejected" ? [one.reason] : [])));
  if (failed.length > 0) throw failed[0];
  return results.sort((a, b) => a.planned.no - b.planned.no);
}

async function runOne(
  planned: Planned,
  link: Link,
  setting: RunSetting,
  lost: { why: string | undefined },
): Promise<SubjectResult> {
  const { check, subject } = planned;
  setting.emit({ type: "subject-started", atMs: setting.now(), check: check.id, subject: subject.key });
  const result = await runSubject({ ...planned, skip: planned.skip ?? overBefore(setting, lost) }, link, setting);
  const { outcome } = result;
  if (outcome.verdict === "error" && outcome.error === "target-lost") lost.why ??= outcome.because;
  const { verdict, because } = outcome;
  setting.emit({
    type: "subject-finished",
    atMs: setting.now(),
    check: check.id,
    subject: subject.key,
    verdict,
    because,
  });
  return result;
}

/** What is known of a subject without asking, because the run cannot ask any more. */
function overBefore(setting: RunSetting, lost: { why: string | undefined }): Planned["skip"] {
  if (setting.interrupted.aborted) {
    return {
      verdict: "inconclusive",
      reason: "interrupted",
      because: "the run was interrupted before this was tested",
    };
  }
  if (lost.why !== undefined) return { verdict: "error", error: "target-lost", because: lost.why };
  const spent = setting.budget.exhausted();
  if (spent === undefined) return undefined;
  return { verdict: "inconclusive", reason: "budget", because: `${spent} before this was tested` };
}
