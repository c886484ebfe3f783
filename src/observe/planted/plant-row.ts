import type { DatabaseObserver } from "../observer.ts";

/** A row of ours that no tool has a reason to show: its table, and the random text in it. Both of letters and digits. */
export interface PlantedRow {
  readonly table: string;
  readonly value: string;
}

/** What the table says of itself to whoever finds it. */
const comment =
  "Made by mcp-gauntlet for one test run; it holds a random text that must not be shown. Safe to drop, or run: mcp-gauntlet cleanup RUN_DIR";

/** Makes the table with its one row and grants nobody anything; throws what the database says, and may then have made the table. */
export async function plantRow({ dialect, rows }: DatabaseObserver, { table, value }: PlantedRow): Promise<void> {
  if (dialect === "mysql") {
    await rows(`CREATE TABLE ${table} (note varchar(100)) COMMENT='${comment}'`);
    await rows(`INSERT INTO ${table} VALUES ('${value}')`);
    return;
  }
  // One message is one transaction.
  await rows(
    `CREATE TABLE ${table} (note text); INSERT INTO ${table} VALUES ('${value}'); COMMENT ON TABLE ${table} IS '${comment}'`,
  );
}
