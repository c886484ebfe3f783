import type { Command } from "commander";
import type { Cli, Ended } from "../cli.ts";

/** `list`: the suites and their checks. */
export function listCommand(program: Command, cli: Cli, end: (code: Ended) => Promise<void>): void {
  program
    .command("list")
    .summary("list the suites and their checks")
    .description("Lists the suites and their checks with the severity of a finding.")
    .option("--json", "print JSON")
    .action((flags: { json?: boolean }) =>
      end(import("../actions/list.ts").then(({ listAction }) => listAction(cli, flags))),
    );
}
