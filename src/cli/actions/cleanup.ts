import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { exitCodes, HarnessError } from "../../model/errors.ts";
import { visibleLine } from "../../report/escape/visible.ts";
import { type CleanupAccess, cleanUpTables } from "../../run/cleanup.ts";
import { cleanUpFile } from "../../run/cleanup-file.ts";
import { type LeftFile, readJournal } from "../../run/planting/journal.ts";
import { resolveConfig } from "../../run/resolve-config.ts";
import type { Cli } from "../cli.ts";
import { findConfig } from "../config/find-config.ts";
import { readConfig } from "../config/read-config.ts";
import type { CleanupFlags } from "../options/database-flags.ts";
import { journalName, openJournalFile } from "../output/journal-file.ts";
import { readNet } from "../request/read-net.ts";
import { surroundingsOf } from "../request/surroundings.ts";

/** Does what `cleanup` asks for and gives the exit code: 0 once nothing is left. */
export async function cleanupAction(cli: Cli, run: string, flags: CleanupFlags): Promise<number> {
  const directory = resolve(cli.directory, run);
  const { config, left } = readJournal(textOf(directory, run));
  const say = (line: string) => void cli.stdout.write(`${visibleLine(line)}\n`);
  if (left.length === 0) {
    say("Nothing is left to remove.");
    return exitCodes.ok;
  }
  const journal = openJournalFile(directory, undefined);
  const removed = (name: string, what: string): void => {
    journal.write(JSON.stringify({ type: "removed", name }));
    say(what);
  };
  try {
    for (const file of left.filter((one) => one.kind === "file")) removed(file.name, fileOutcome(file));
    const tables = left.filter((one) => one.kind === "table");
    if (tables.length === 0) return exitCodes.ok;
    const access = await accessOf(cli, flags, config);
    await cleanUpTables(tables, access, (name, found) => removed(name, tableOutcome(name, found)));
  } finally {
    journal.close();
  }
  return exitCodes.ok;
}

/** The journal of a run; none where the run made nothing. */
function textOf(directory: string, shown: string): string {
  const file = join(directory, journalName);
  if (existsSync(file)) return readFileSync(file, "utf8");
  if (existsSync(join(directory, "evidence.jsonl"))) return "";
  throw new HarnessError(
    "usage",
    `${shown} is not the folder of a run.`,
    "Name the folder that scan wrote its report to, such as reports/<target>-<time>.",
  );
}

/** Only what says how to log in at the database is resolved: nothing else of the config is needed here. */
async function accessOf(cli: Cli, flags: CleanupFlags, stored: string | undefined): Promise<CleanupAccess> {
  const kept = stored !== undefined && existsSync(stored) ? stored : undefined;
  const file = flags.config === undefined && kept !== undefined ? kept : findConfig(flags.config, cli.directory);
  const config = file === undefined ? {} : await readConfig(file, flags.config ?? file);
  const { net } = await readNet({ allowHost: flags.allowHost ?? [] }, config.allowHosts ?? [], cli.directory);
  const { postgres, mysql } = config.observe ?? {};
  const observe = { ...(postgres === undefined ? {} : { postgres }), ...(mysql === undefined ? {} : { mysql }) };
  const place = file === undefined ? cli.directory : dirname(file);
  const { postgresUrl, mysqlUrl } = await resolveConfig({ observe }, surroundingsOf(cli, place));
  return { postgresUrl, mysqlUrl, net };
}

function tableOutcome(name: string, found: number): string {
  return found > 0 ? `Removed the table ${name}.` : `There is no table ${name}.`;
}

function fileOutcome(file: LeftFile): string {
  switch (cleanUpFile(file)) {
    case "removed":
      return `Removed the file ${file.name}.`;
    case "missing":
      return `There is no file ${file.name}.`;
    case "changed":
      return `The file ${file.name} was changed since the run wrote it, and is left alone.`;
  }
}
