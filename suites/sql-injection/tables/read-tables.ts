import type { Exchange } from "../../../src/model/exchange.ts";
import { succeeded } from "../../../src/model/reply.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { dialectOf, type SqlTool } from "../statements/sql-tool.ts";
import { type ForbiddenTable, forbiddenTables } from "./forbidden.ts";
import { overNothing, overRows, type Way, ways } from "./ways.ts";

/** Reads each forbidden table in every way there is, once the plain one is refused. No value of a row is ever asked for. */
export async function probeTables(
  tool: SqlTool,
  entries: readonly string[],
  only: readonly string[] | undefined,
): Promise<void> {
  await ask(tool, "readable", "control", (value) => `SELECT ${value} AS gauntlet FROM (SELECT 1 AS one) AS g`);
  await ask(tool, "absent", "control", (value) => `SELECT ${value} AS gauntlet FROM gauntlet_${tool.random.word(10)}`);
  const dialect = await dialectOf(tool);
  const known = ways.filter(({ dialects }) => dialects === undefined || (dialect && dialects.includes(dialect.name)));
  const tables = await forbiddenTables(tool, dialect, entries);
  for (const table of tables) {
    for (const way of known) {
      if (!(only?.includes(way.name) ?? true)) continue;
      const read = await readTable(tool, table, way, dialect?.name);
      // What does not even refuse the plain statement needs no roundabout one.
      if (read && way.name === "plain") break;
    }
  }
  await ask(tool, "readable-again", "control", (value) => `SELECT ${value} AS gauntlet FROM (SELECT 1 AS one) AS g`);
}

async function readTable(
  tool: SqlTool,
  table: ForbiddenTable,
  way: Way,
  dialect: Parameters<Way["statement"]>[2],
): Promise<boolean> {
  const facts = { table: nameOf(table), way: way.name };
  const read = await ask(tool, `read:${way.name}`, "attack", (value) => way.statement(table, value, dialect), facts);
  if (read === undefined) return false;
  if (showsValue(read)) return true;
  // An empty value and no error: there is nothing to see in it, or nothing that this account may see.
  if (succeeded(read.reply)) {
    await ask(
      tool,
      `empty:${way.name}`,
      "confirm",
      (value) => way.statement(table, value, dialect),
      facts,
      overNothing,
    );
  }
  return false;
}

async function ask(
  { random, run }: SqlTool,
  label: string,
  role: Exchange["role"],
  statement: (value: string) => string | undefined,
  facts: Exchange["facts"] = {},
  value: typeof overRows = overRows,
): Promise<Exchange | undefined> {
  const marker = newMarker(random);
  const sql = statement(value(marker));
  if (sql === undefined) return undefined;
  return run(sql, { role, label, facts: { ...facts, computed: marker.product } });
}

/** True when the value came back that only a database that ran the statement could give; pure. */
export function showsValue(exchange: Exchange): boolean {
  return showsComputed(exchange, String(exchange.facts.computed));
}

function nameOf({ schema, name }: ForbiddenTable): string {
  return schema === undefined ? name : `${schema}.${name}`;
}
