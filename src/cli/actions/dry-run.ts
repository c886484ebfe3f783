import type { Suite } from "../../model/check.ts";
import { exitCodes } from "../../model/errors.ts";
import { visibleLine } from "../../report/escape/visible.ts";
import { count } from "../../report/summary.ts";
import { planScan, type ScanPlan } from "../../run/plan-scan.ts";
import type { ScanRequest } from "../../run/scan-request.ts";
import type { Cli } from "../cli.ts";
import { watchInterruption } from "../interruption.ts";
import type { OutputFlags } from "../options/scan-options.ts";
import { openProgress } from "../progress/open-progress.ts";

/** Shows the calls that a scan would begin with. Connects and lists, calls no tool, writes no file. */
export async function dryRun(
  cli: Cli,
  {
    request,
    suites,
    flags,
    notes,
  }: { request: ScanRequest; suites: readonly Suite[]; flags: OutputFlags; notes: readonly string[] },
): Promise<number> {
  const progress = await openProgress(cli, flags);
  const interruption = watchInterruption(() => progress.say("stopping"));
  for (const note of notes) progress.say(note);
  const planned = await planScan(request, {
    suites,
    version: cli.version,
    emit: progress.emit,
    signal: interruption.signal,
    evidence: () => undefined,
    trace: flags.trace === true,
  }).finally(async () => {
    await progress.close();
    interruption.stop();
  });
  const { calls, skipped, report } = planned;
  if (flags.json) cli.stdout.write(`${JSON.stringify({ calls, skipped }, null, 2)}\n`);
  else cli.stdout.write(`${lines(planned).map(visibleLine).join("\n")}\n`);
  if (report.stopReason === "completed") return exitCodes.ok;
  cli.stderr.write(`mcp-gauntlet: ${visibleLine(report.stopDetail)}\n`);
  return report.stopReason === "unauthorized" ? exitCodes.inconclusive : report.exitCode;
}

function lines({ calls, skipped }: ScanPlan): string[] {
  const shown = calls.map(
    (call) => `${call.check}  ${call.subject}  ${call.label}: ${call.method} ${JSON.stringify(call.params)}`,
  );
  const left = skipped.map(({ check, subject, why }) => `not tested  ${check}  ${subject}: ${why}`);
  const end = `${count(calls.length, "call")} planned to begin with, ${count(skipped.length, "subject")} not tested; no tool was called.`;
  return [...shown, ...left, end];
}
