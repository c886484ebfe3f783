import { Command } from "commander";
import type { Cli, Ended } from "./cli.ts";
import { cleanupCommand } from "./commands/cleanup.ts";
import { demoCommand } from "./commands/demo.ts";
import { explainCommand } from "./commands/explain.ts";
import { idpCommand } from "./commands/idp.ts";
import { inspectCommand } from "./commands/inspect.ts";
import { listCommand } from "./commands/list.ts";
import { loadCommand } from "./commands/load.ts";
import { scanCommand } from "./commands/scan.ts";
import { tapCommand } from "./commands/tap.ts";

/** All commands and options. Loads commander and nothing else: what a command does is loaded when it runs. */
export function program(cli: Cli, end: (code: Ended) => Promise<void>): Command {
  const root = new Command("mcp-gauntlet")
    .description("Tells whether a Model Context Protocol server is fit for production, and proves what it reports.")
    .version(cli.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void cli.stdout.write(text),
      // complaints come as exceptions and are shown by main
      writeErr: () => undefined,
    })
    .addHelpText("after", "\nRun mcp-gauntlet COMMAND --help for the options of a command.");
  for (const add of [
    scanCommand,
    loadCommand,
    demoCommand,
    inspectCommand,
    listCommand,
    explainCommand,
    tapCommand,
    idpCommand,
    cleanupCommand,
  ])
    add(root, cli, end);
  return root;
}
