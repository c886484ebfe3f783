import { once } from "node:events";
import { dirname, relative } from "node:path";
import { HarnessError } from "../../model/errors.ts";
import { resolveConfig } from "../../run/resolve-config.ts";
import { watchDatabase } from "../../run/tap/watch-database.ts";
import type { Cli } from "../cli.ts";
import { findConfig } from "../config/find-config.ts";
import { readConfig } from "../config/read-config.ts";
import { watchInterruption } from "../interruption.ts";
import type { TapFlags } from "../options/database-flags.ts";
import { eventLine } from "../output/tap-line.ts";
import { readNet } from "../request/read-net.ts";
import { surroundingsOf } from "../request/surroundings.ts";

/** Shows what passes until it is interrupted, which is how it is meant to end: the exit code is 0. */
export async function tapAction(cli: Cli, url: string | undefined, flags: TapFlags): Promise<number> {
  const file = findConfig(flags.config, cli.directory);
  const shown = flags.config ?? relative(cli.directory, file ?? "");
  const { target: _, ...config } = file === undefined ? {} : await readConfig(file, shown);
  const observe = url === undefined ? config.observe : { tap: { url } };
  const directory = file === undefined ? cli.directory : dirname(file);
  const { tap, secrets } = await resolveConfig({ observe }, surroundingsOf(cli, directory));
  if (tap.upstream === undefined) throw noDatabase();
  const { net } = await readNet(flags, config.allowHosts ?? [], cli.directory);
  const interruption = watchInterruption(() => undefined);
  try {
    const watched = await watchDatabase({
      upstream: tap.upstream,
      port: flags.port ?? tap.port,
      net,
      secrets,
      told: (event) => void cli.stdout.write(flags.json ? `${JSON.stringify(event)}\n` : eventLine(event)),
    });
    const { host, port } = watched;
    cli.stderr.write(
      `listening on ${host}:${port}: let the server use that host and port for its database; Ctrl-C ends\n`,
    );
    if (!interruption.signal.aborted) await once(interruption.signal, "abort");
    await watched.close();
    return 0;
  } finally {
    interruption.stop();
  }
}

function noDatabase(): HarnessError {
  return new HarnessError(
    "usage",
    "No database was named.",
    "Give its URL, or observe.postgres.url, observe.mysql.url or observe.tap.url in the config.",
  );
}
