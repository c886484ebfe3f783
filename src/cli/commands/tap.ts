import type { Command } from "commander";
import type { Cli, Ended } from "../cli.ts";
import type { TapFlags } from "../options/database-flags.ts";
import { collect, integer } from "../options/parsers.ts";

/** `tap`: the statements that a server sends to its database. */
export function tapCommand(program: Command, cli: Cli, end: (code: Ended) => Promise<void>): void {
  const command = program.command("tap").summary("show what a server sends to its database");
  command
    .description(
      "Listens on this machine in the place of a PostgreSQL, MySQL or MariaDB database, passes everything on to it, and shows each statement. Ends with Ctrl-C.",
    )
    .argument("[database-url]", "the database; observe.tap.url, postgres.url or mysql.url of the config when left out")
    .option("--config <file>", "config file (default: gauntlet.config.* in the working directory)")
    .option("--port <n>", "port to listen on (default: any that is free)", integer(1, 65_535))
    .option("--allow-host <host>", "host besides this machine that may be contacted, repeatable", collect)
    .option("--json", "one JSON object for each event")
    .action((url: string | undefined, flags: TapFlags) =>
      end(import("../actions/tap.ts").then(({ tapAction }) => tapAction(cli, url, flags))),
    );
}
