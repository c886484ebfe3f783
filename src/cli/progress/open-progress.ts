import type { Cli } from "../cli.ts";
import type { OutputFlags } from "../options/scan-options.ts";
import { plainProgress } from "./plain.ts";
import { type Progress, silence } from "./progress.ts";

/** The live view on a terminal; plain lines in a log, in CI, and where single verdicts or traffic are wanted. */
export async function openProgress(cli: Cli, flags: OutputFlags): Promise<Progress> {
  const detail = { verbose: flags.verbose === true, trace: flags.trace === true };
  if (flags.quiet) return silence;
  const wide = (cli.stderr.columns ?? 0) >= 40;
  const live = cli.stderr.isTTY === true && wide && !cli.environment.CI && cli.environment.TERM !== "dumb";
  if (!live || detail.verbose || detail.trace) return plainProgress((text) => void cli.stderr.write(text), detail);
  const { liveProgress } = await import("./live.ts");
  return liveProgress(cli);
}
