import type { Suite } from "../../model/check.ts";
import { exitCodes, HarnessError } from "../../model/errors.ts";
import type { Lock } from "../../model/lock.ts";
import type { Report } from "../../model/report.ts";
import { scan } from "../../run/scan.ts";
import type { ScanRequest } from "../../run/scan-request.ts";
import { writeReports } from "../../run/write-reports.ts";
import type { Cli } from "../cli.ts";
import { watchInterruption } from "../interruption.ts";
import type { OutputFlags, Reporter } from "../options/scan-options.ts";
import { openJournalFile } from "../output/journal-file.ts";
import { openRunDirectory } from "../output/run-directory.ts";
import { shownPath } from "../output/run-path.ts";
import { showReport } from "../output/show-report.ts";
import { writeLock } from "../output/write-lock.ts";
import { openProgress } from "../progress/open-progress.ts";

/** One scan as the command line runs it. */
export interface ScanRun {
  readonly request: ScanRequest;
  readonly suites: readonly Suite[];
  readonly flags: OutputFlags;
  readonly reporters: readonly Reporter[];
  /** Where the report goes. */
  readonly path: string;
  /** The config that it was made of, for who has to log in at its databases later. */
  readonly configFile: string | undefined;
  /** Where to write what is listed; undefined = nowhere. */
  readonly lockFile: string | undefined;
  /** Sentences to show first. */
  readonly notes: readonly string[];
}

/** Runs a scan with progress, writes the reports however it ends, and shows the summary. */
export async function runScan(cli: Cli, run: ScanRun): Promise<Report> {
  const { request, flags, path, lockFile } = run;
  const directory = openRunDirectory(path);
  const first = run.configFile === undefined ? undefined : JSON.stringify({ type: "run", config: run.configFile });
  const journal = openJournalFile(path, first);
  const progress = await openProgress(cli, flags);
  const interruption = watchInterruption(() =>
    progress.say("stopping, writing the partial report (Ctrl-C again to force)"),
  );
  let lock: Lock | undefined;
  const keepLock = (listed: Lock): void => {
    lock = listed;
  };
  try {
    for (const note of run.notes) progress.say(note);
    const report = await scan(request, {
      suites: run.suites,
      version: cli.version,
      emit: progress.emit,
      signal: interruption.signal,
      evidence: directory.evidence,
      journal: journal.write,
      ...(lockFile === undefined ? {} : { keepLock }),
      trace: flags.trace === true,
    });
    directory.close();
    const written = await writeReports(report, path, run.reporters);
    await progress.close();
    const locked = lock === undefined || lockFile === undefined ? [] : [await writeLock(lock, lockFile)];
    const files = [...written, `${path}/evidence.jsonl`, ...locked].map((file) => shownPath(file, cli.directory));
    showReport(cli, report, flags, files);
    return report;
  } catch (error) {
    await progress.close();
    directory.close();
    // a run that was refused leaves nothing behind; one that broke leaves its evidence
    if (error instanceof HarnessError && error.exitCode === exitCodes.usage) directory.discard();
    throw error;
  } finally {
    journal.close();
    interruption.stop();
  }
}
