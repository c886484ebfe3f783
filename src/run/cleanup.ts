import { HarnessError } from "../model/errors.ts";
import type { NetOptions } from "../net/options.ts";
import { openMysqlObserver } from "../observe/mysql.ts";
import type { DatabaseObserver } from "../observe/observer.ts";
import { dropTable } from "../observe/planted/drop-table.ts";
import { isOurTable } from "../observe/planted/our-table.ts";
import { openPostgresObserver } from "../observe/postgres.ts";
import { databaseName } from "./planting/database-name.ts";
import type { LeftTable } from "./planting/journal.ts";

/** How to log in at the database where things were left. */
export interface CleanupAccess {
  readonly postgresUrl: string | undefined;
  readonly mysqlUrl: string | undefined;
  readonly net: NetOptions;
}

/**
 * Drops the tables that a run left; `done` hears of each one, with how many tables of that name there were. Throws a
 * HarnessError where a name is not one of ours, or the database is another one or cannot be reached: nothing is dropped then.
 */
export async function cleanUpTables(
  left: readonly LeftTable[],
  access: CleanupAccess,
  done: (name: string, found: number) => void,
): Promise<void> {
  const foreign = left.find(({ name }) => !isOurTable(name));
  if (foreign !== undefined) throw notOurs(foreign.name);
  const url = access.postgresUrl ?? access.mysqlUrl;
  if (url === undefined) throw noAccess(left);
  const other = left.find(({ database }) => database !== undefined && database !== databaseName(url));
  if (other?.database !== undefined) throw otherDatabase(other.database, databaseName(url));
  const observer = await connected(url, access);
  try {
    for (const { name } of left) done(name, await dropped(observer, name));
  } finally {
    await observer.close();
  }
}

async function connected(url: string, { postgresUrl, net }: CleanupAccess): Promise<DatabaseObserver> {
  try {
    return await (postgresUrl === undefined ? openMysqlObserver(url, net) : openPostgresObserver(url, net));
  } catch (cause) {
    if (cause instanceof HarnessError) throw cause;
    throw new HarnessError(
      "target-unreachable",
      `The database ${databaseName(url)} cannot be reached: ${reason(cause)}.`,
      "Start it, or correct the URL in observe, and run cleanup again.",
      cause,
    );
  }
}

async function dropped(observer: DatabaseObserver, name: string): Promise<number> {
  try {
    return await dropTable(observer, name);
  } catch (cause) {
    throw new HarnessError(
      "usage",
      `The table ${name} could not be dropped: ${reason(cause)}.`,
      "Give a config whose account may drop it, or drop it by hand.",
      cause,
    );
  }
}

function reason(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, "");
}

function notOurs(name: string): HarnessError {
  return new HarnessError(
    "usage",
    `The journal names ${JSON.stringify(name.slice(0, 100))}, which is not named as the tables that this program makes: nothing was removed.`,
    "Look at the journal: somebody else wrote to it.",
  );
}

function noAccess(left: readonly LeftTable[]): HarnessError {
  const where = left.find(({ database }) => database !== undefined)?.database;
  const names = left.map(({ name }) => name).join(", ");
  return new HarnessError(
    "usage",
    `${where === undefined ? "The server's database" : `The database ${where}`} may still hold ${names}, and no config says how to log in there.`,
    "Name a config that has observe.postgres.url or observe.mysql.url with --config FILE, or drop them by hand.",
  );
}

function otherDatabase(wanted: string, given: string): HarnessError {
  return new HarnessError(
    "usage",
    `The run was made on ${wanted}, and the config leads to ${given}.`,
    "Name the config of that run with --config FILE.",
  );
}
