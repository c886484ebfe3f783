import type { Cli } from "../cli.ts";
import type { LoadFlags } from "../options/load-options.ts";
import type { ScanFlags } from "../options/scan-options.ts";
import { scanAction } from "./scan.ts";

/** Does what `load` asks for and gives the exit code: a scan of the one suite whose checks look at a load. */
export function loadAction(cli: Cli, url: string | undefined, flags: ScanFlags & LoadFlags): Promise<number> {
  return scanAction(cli, url, { ...flags, suite: ["load"] }, flags);
}
