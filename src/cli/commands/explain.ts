import type { Command } from "commander";
import type { Cli, Ended } from "../cli.ts";

/** `explain`: all that one check says of itself. */
export function explainCommand(program: Command, cli: Cli, end: (code: Ended) => Promise<void>): void {
  program
    .command("explain")
    .summary("explain one check")
    .description("Says what a check asks, why it matters, how to mend what it finds, and what earns a pass.")
    .argument("<check-id>", "such as sql-injection/argument-in-sql-text")
    .option("--json", "print JSON")
    .action((id: string, flags: { json?: boolean }) =>
      end(import("../actions/explain.ts").then(({ explainAction }) => explainAction(cli, id, flags))),
    );
}
