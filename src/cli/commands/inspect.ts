import type { Command } from "commander";
import type { Cli, Ended } from "../cli.ts";
import { addTargetOptions, type InspectFlags } from "../options/target-options.ts";

/** `inspect`: what each principal is shown. */
export function inspectCommand(program: Command, cli: Cli, end: (code: Ended) => Promise<void>): void {
  const command = program.command("inspect").summary("show what a server offers to each principal");
  command.description(
    "Connects as each principal and shows the tools, resources and prompts it is offered. Calls no tool.",
  );
  addTargetOptions(command)
    .optionsGroup("Output:")
    .option("--json", "print JSON")
    .option("-v, --verbose", "say more when something goes wrong")
    .action((url: string | undefined, flags: InspectFlags) =>
      end(import("../actions/inspect.ts").then(({ inspectAction }) => inspectAction(cli, url, flags))),
    );
}
