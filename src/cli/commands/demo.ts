import type { Command } from "commander";
import type { Cli, Ended } from "../cli.ts";
import { addOutputOptions, type DemoFlags } from "../options/scan-options.ts";

/** `demo`: a scan of the built-in server, vulnerable or hardened. */
export function demoCommand(program: Command, cli: Cli, end: (code: Ended) => Promise<void>): void {
  const command = program.command("demo").summary("scan the built-in demo server and its database");
  command.description(
    "Starts the built-in server with a database of its own, scans it, and says which exit code scan would have given.",
  );
  command.option("--hardened", "start the server with its flaws mended");
  command.option("--yes", "fetch the demo's database and server library without asking, where they are missing");
  addOutputOptions(command).action((flags: DemoFlags) =>
    end(import("../actions/demo.ts").then(({ demoAction }) => demoAction(cli, flags))),
  );
}
