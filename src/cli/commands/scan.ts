import type { Command } from "commander";
import type { Cli, Ended } from "../cli.ts";
import { addScanOptions, type ScanFlags } from "../options/scan-options.ts";
import { addTargetOptions } from "../options/target-options.ts";

/** `scan`: the security suites against one server. */
export function scanCommand(program: Command, cli: Cli, end: (code: Ended) => Promise<void>): void {
  const command = program.command("scan").summary("run the security suites against a server");
  command.description("Runs the security suites against one server and writes a report.");
  addScanOptions(addTargetOptions(command)).action((url: string | undefined, flags: ScanFlags) =>
    end(import("../actions/scan.ts").then(({ scanAction }) => scanAction(cli, url, flags))),
  );
}
