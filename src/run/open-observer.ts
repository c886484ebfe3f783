import { HarnessError } from "../model/errors.ts";
import { openMysqlObserver } from "../observe/mysql.ts";
import type { DatabaseObserver } from "../observe/observer.ts";
import { openPostgresObserver } from "../observe/postgres.ts";
import type { Run } from "./open-run.ts";

/** The owner's look into the database; one that cannot be had is a warning, since the server can be judged without it. */
export async function openObserver({
  request,
  surroundings,
  recorder,
  now,
}: Run): Promise<DatabaseObserver | undefined> {
  const { postgresUrl, mysqlUrl } = request.observe;
  try {
    if (postgresUrl !== undefined) return await openPostgresObserver(postgresUrl, request.net);
    if (mysqlUrl !== undefined) return await openMysqlObserver(mysqlUrl, request.net);
    return undefined;
  } catch (cause) {
    if (cause instanceof HarnessError) throw cause;
    const why = recorder.redactor.text(cause instanceof Error ? cause.message : String(cause)).value;
    const key = `observe.${postgresUrl === undefined ? "mysql" : "postgres"}.url`;
    const text = `${key} cannot be used, so writes are not looked up in the database: ${why}`;
    surroundings.emit({ type: "warning", atMs: now(), text });
    return undefined;
  }
}
