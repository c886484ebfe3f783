import type { Command } from "commander";
import type { Cli, Ended } from "../cli.ts";
import { collectList, integer } from "../options/parsers.ts";
import { addOutputOptions, type DemoFlags } from "../options/scan-options.ts";

/** `demo`: a scan of the built-in server, vulnerable or hardened. */
export function demoCommand(program: Command, cli: Cli, end: (code: Ended) => Promise<void>): void {
  const command = program.command("demo").summary("scan the built-in demo server, its database and its users");
  command.description(
    "Starts the built-in server with a database and an identity provider of its own, scans it, and says which exit code scan would have given.",
  );
  command.option("--hardened", "start the server with its flaws mended");
  command.option("--yes", "fetch the demo's database and server library without asking, where they are missing");
  command
    .option("--suite <a,b>", "only these suites", collectList)
    .option("--check <id>", "only these checks (glob), repeatable", collectList)
    .option("--seed <n>", "the same seed makes the same calls (default: random)", integer(0, 2 ** 32 - 1));
  addOutputOptions(command).action((flags: DemoFlags) =>
    end(import("../actions/demo.ts").then(({ demoAction }) => demoAction(cli, flags))),
  );
}
