import { exitCodes } from "../../model/errors.ts";
import type { Report } from "../../model/report.ts";
import { visibleLine } from "../../report/escape/visible.ts";
import { renderJson } from "../../report/json.ts";
import { renderTerminal } from "../../report/terminal.ts";
import type { Cli } from "../cli.ts";
import type { OutputFlags } from "../options/scan-options.ts";

/** The result on standard output: the report itself with `--json`, else the summary. What kept a run from starting is said on standard error. */
export function showReport(cli: Cli, report: Report, flags: OutputFlags, written: readonly string[]): void {
  if (flags.json) cli.stdout.write(renderJson(report));
  else if (!flags.quiet) {
    const options = { colour: cli.colour(cli.stdout), width: cli.stdout.columns ?? 100, written };
    cli.stdout.write(renderTerminal(report, options));
  }
  const failure = whyNothingRan(report);
  if (failure !== undefined) cli.stderr.write(`mcp-gauntlet: ${visibleLine(failure)}\n`);
}

/** The sentence for a run that never reached the server. */
function whyNothingRan(report: Report): string | undefined {
  return report.exitCode === exitCodes.unreachable || report.stopReason === "harness-bug"
    ? report.stopDetail
    : undefined;
}
