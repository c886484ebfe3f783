import { createByEachWay } from "./create-table.ts";
import { askPlainDelete, deleteInEachDisguise } from "./delete-nothing.ts";
import { largeObject, storeLargeObject } from "./large-object.ts";
import { deleteInExplain, deleteInWith, explainAnalyze, insertInWith, modifyingCte } from "./modifying-cte.ts";
import { someTable } from "./some-table.ts";
import type { StatementRunner } from "./statement-runner.ts";
import { disguises, escapes, plainWrite, type Way, waysFor } from "./ways.ts";
import { deleteAfterWith } from "./with-delete.ts";

/**
 * Tries to write to the database, from the plainest way to the most roundabout, until one works. `seesSecondResult` =
 * what a second statement of one call gives can be seen: then what hides a whole statement is asked to delete nothing,
 * which leaves nothing to remove; elsewhere it makes a table. True when a tool of which nothing was promised writes plainly.
 */
export async function probeWrites(runner: StatementRunner, seesSecondResult: boolean): Promise<boolean> {
  const { dialect, promised, wants } = runner;
  const wanted = (name: string): boolean => wants(name) || (!promised && name === plainWrite);
  const [plain, ...ways] = waysFor(escapes, dialect.name).filter(({ name }) => wanted(name));
  if (plain !== undefined && !promised) {
    const { worked, refused } = await createByEachWay(runner, [plain]);
    if (worked || !refused) return true;
  }
  await probeOtherWrites(runner, seesSecondResult, promised && plain !== undefined ? [plain, ...ways] : ways);
  return false;
}

async function probeOtherWrites(
  runner: StatementRunner,
  seesSecondResult: boolean,
  ways: readonly Way[],
): Promise<void> {
  const { dialect, promised, wants } = runner;
  if ((await createByEachWay(runner, ways)).worked) return;
  const hidden = waysFor(disguises, dialect.name).filter(({ name }) => wants(name));
  const others = [modifyingCte, explainAnalyze].some(wants);
  const table = hidden.length > 0 || others ? await someTable(runner) : undefined;
  if (table !== undefined) {
    await askPlainDelete(runner, table);
    if (await writesInOneStatement(runner, table)) return;
  } else if (wants(modifyingCte) && promised && (await insertInWith(runner))) return;
  if (table !== undefined && seesSecondResult) {
    if (await deleteInEachDisguise(runner, table)) return;
  } else if ((await createByEachWay(runner, hidden)).worked) return;
  if (dialect.name === "postgres" && promised && wants(largeObject)) await storeLargeObject(runner);
}

async function writesInOneStatement(runner: StatementRunner, table: string): Promise<boolean> {
  const { dialect, wants } = runner;
  if (dialect.name !== "postgres") {
    if (wants(modifyingCte)) await deleteAfterWith(runner, table);
    return false;
  }
  if (wants(modifyingCte) && ((await insertInWith(runner)) || (await deleteInWith(runner, table)))) return true;
  return wants(explainAnalyze) && (await deleteInExplain(runner, table));
}
