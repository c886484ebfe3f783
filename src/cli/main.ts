import { CommanderError } from "commander";
import type { Suite } from "../model/check.ts";
import { HarnessError } from "../model/errors.ts";
import type { Cli } from "./cli.ts";
import { program } from "./program.ts";
import { showError } from "./show-error.ts";
import { usageError } from "./usage-error.ts";
import { version } from "./version.ts";

/** Runs one command line and ends the process with its exit code. `suites` is only called by commands that need them. */
export async function main(args: readonly string[], suites: () => Promise<readonly Suite[]>): Promise<void> {
  const split = args.indexOf("--");
  const own = split < 0 ? args : args.slice(0, split);
  const cli = surroundings(suites, split < 0 ? undefined : args.slice(split + 1));
  const code = await codeOf(own, cli);
  await new Promise((written) => process.stdout.write("", written));
  process.exit(code);
}

async function codeOf(args: readonly string[], cli: Cli): Promise<number> {
  const verbose = args.includes("-v") || args.includes("--verbose");
  let code = 0;
  try {
    const root = program(cli, async (ended) => {
      code = await ended;
    });
    if (args.length === 0) throw nothingAsked();
    if (cli.serverCommand !== undefined && !startsServers.has(args[0] ?? "")) throw strayCommand(args[0]);
    await root.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) return showError(error, cli, verbose);
    if (error.exitCode === 0) return 0;
    return showError(usageError(error), cli, verbose);
  }
  return code;
}

function surroundings(suites: Cli["suites"], serverCommand: Cli["serverCommand"]): Cli {
  // a reader that went away (`| head`) is no error of ours, and the exit code still counts
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  const environment = process.env;
  return {
    suites,
    version: version(),
    directory: process.cwd(),
    environment,
    stdout: process.stdout,
    stderr: process.stderr,
    serverCommand,
    colour: (stream) => {
      if (environment.NO_COLOR) return false;
      if (environment.FORCE_COLOR !== undefined && environment.FORCE_COLOR !== "0") return true;
      return stream.isTTY === true && environment.TERM !== "dumb";
    },
  };
}

/** Commands after which a server may be named by its own command. */
const startsServers: ReadonlySet<string> = new Set(["scan", "load", "inspect"]);

function nothingAsked(): HarnessError {
  return new HarnessError("usage", "No command was given.", "Try mcp-gauntlet demo, or mcp-gauntlet --help.");
}

function strayCommand(command: string | undefined): HarnessError {
  return new HarnessError(
    "usage",
    `The command ${command} takes nothing after --.`,
    "Only scan, load and inspect start a server that is named after --.",
  );
}
