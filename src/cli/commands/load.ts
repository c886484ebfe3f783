import type { Command } from "commander";
import type { Cli, Ended } from "../cli.ts";
import { addLoadOptions, type LoadFlags } from "../options/load-options.ts";
import { addRunOptions, addTapOptions, type ScanFlags } from "../options/scan-options.ts";
import { addTargetOptions } from "../options/target-options.ts";

/** `load`: a rehearsal of many users against one server. */
export function loadCommand(program: Command, cli: Cli, end: (code: Ended) => Promise<void>): void {
  const command = program.command("load").summary("rehearse many users against a server");
  command.description(
    "Lets many users work with one server at the same time, and says what breaks first, at how many, and whether it comes back.",
  );
  addRunOptions(addTapOptions(addLoadOptions(addTargetOptions(command)))).action(
    (url: string | undefined, flags: ScanFlags & LoadFlags) =>
      end(import("../actions/load.ts").then(({ loadAction }) => loadAction(cli, url, flags))),
  );
}
