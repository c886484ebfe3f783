import type { Command } from "commander";
import type { Cli, Ended } from "../cli.ts";
import type { CleanupFlags } from "../options/database-flags.ts";
import { collect } from "../options/parsers.ts";

/** `cleanup`: removes what a run that was killed left in the database. */
export function cleanupCommand(program: Command, cli: Cli, end: (code: Ended) => Promise<void>): void {
  program
    .command("cleanup")
    .summary("remove what a run that was killed left behind")
    .description(
      "Reads the journal in the folder of a run and removes the tables and files of ours that it made and did not remove. Logs in as the config of that run says.",
    )
    .argument("<run-dir>", "the folder of the run")
    .option("--config <file>", "config whose observe says how to log in (default: the one of the run)")
    .option("--allow-host <host>", "host besides this machine that may be contacted, repeatable", collect)
    .action((directory: string, flags: CleanupFlags) =>
      end(import("../actions/cleanup.ts").then(({ cleanupAction }) => cleanupAction(cli, directory, flags))),
    );
}
