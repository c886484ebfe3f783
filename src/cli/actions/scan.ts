import { resolve } from "node:path";
import type { Cli } from "../cli.ts";
import type { LoadFlags } from "../options/load-options.ts";
import type { ScanFlags } from "../options/scan-options.ts";
import { chooseReporters } from "../output/choose-reporters.ts";
import { runPath } from "../output/run-path.ts";
import { checkSelection } from "../request/check-selection.ts";
import { prepare } from "../request/prepare.ts";

/** Does what `scan` asks for, with a load at the end where there is one, and gives the exit code. */
export async function scanAction(
  cli: Cli,
  url: string | undefined,
  flags: ScanFlags,
  load?: LoadFlags,
): Promise<number> {
  const { request, config, configDirectory, configFile, notes } = await prepare(
    cli,
    url,
    flags,
    load ?? (flags.full || namesLoad(flags) ? {} : undefined),
  );
  const reporters = chooseReporters(flags.reporter ?? config.report?.reporters);
  const suites = await cli.suites();
  checkSelection(request.selection, suites);
  // the engine is loaded last, so that an error of use is told at once
  if (flags.dryRun) {
    const { dryRun } = await import("./dry-run.ts");
    return dryRun(cli, { request, suites, flags, notes });
  }
  const configured = { out: config.report?.out, directory: configDirectory };
  const path = runPath(flags.out, configured, cli.directory, request.targetName, new Date());
  const { runScan } = await import("./run-scan.ts");
  const lockFile = flags.updateLock ? resolve(cli.directory, flags.lock ?? "gauntlet.lock.json") : undefined;
  const report = await runScan(cli, { request, suites, flags, reporters, path, configFile, lockFile, notes });
  return report.exitCode;
}

/** Who names the suite, or a check of it, wants the load that it judges. */
function namesLoad({ suite = [], check = [] }: ScanFlags): boolean {
  return suite.includes("load") || check.some((id) => id.startsWith("load/"));
}
