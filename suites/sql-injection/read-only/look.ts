import type { Exchange } from "../../../src/model/exchange.ts";
import { isObject } from "../../../src/model/json.ts";
import type { Observation } from "../../../src/model/observation.ts";
import type { Database, Step } from "../../../src/model/ports.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { isRefusal } from "./refusal.ts";
import type { StatementRunner } from "./statement-runner.ts";

/** One look for a table of ours: in the database itself, or through the tool. */
export type Look = Exchange | Observation;

/**
 * Looks for the table of an attack where it can be seen best: in the database, else through the tool on a session that took
 * no part. Both where the database shows nothing and the tool claims success: the owner may have named another one.
 */
export async function look(
  { database, runFresh }: StatementRunner,
  label: string,
  role: Step["role"],
  facts: { readonly table: string; readonly computed: string },
  attack: Exchange | undefined,
): Promise<Look> {
  const seen = database && (await inDatabase(database, facts.table, label));
  const enough = seen !== undefined && seen.facts.error === undefined;
  if (enough && (attack === undefined || found(seen, attack) || isRefusal(attack.reply))) return seen;
  return runFresh(`SELECT v FROM ${facts.table}`, { role, label, facts });
}

/** True when the look found the table with the product that `attack` had the database compute. */
export function found(seen: Look, attack: Exchange): boolean {
  const computed = String(attack.facts.computed);
  if ("reply" in seen) return showsComputed(seen, computed);
  return JSON.stringify(seen.facts.rows ?? []).includes(computed);
}

/** True when the look says that there is no such table; a look that failed for another reason says nothing. */
export function denied(seen: Look): boolean {
  if ("reply" in seen) {
    const { kind } = seen.reply;
    return kind === "tool-error" || kind === "rpc-error" || (kind === "result" && isRefusal(seen.reply));
  }
  return seen.facts.error === undefined && seen.facts.count === 0;
}

/** The table in whatever schema it was made, with what it holds. */
async function inDatabase(database: Database, table: string, label: string): Promise<Observation> {
  if (database.dialect === "postgres") {
    return database.query(
      `SELECT schemaname, (xpath('/row/v/text()', query_to_xml(format('SELECT v FROM %I.%I', schemaname, tablename), false, true, '')))[1]::text AS v FROM pg_catalog.pg_tables WHERE tablename = '${table}'`,
      label,
    );
  }
  const where = await database.query(
    `SELECT table_schema AS s FROM information_schema.tables WHERE table_name = '${table}'`,
    label,
  );
  const [row] = Array.isArray(where.facts.rows) ? where.facts.rows : [];
  const schema = isObject(row) ? row.s : undefined;
  if (typeof schema !== "string") return where;
  return database.query(`SELECT v FROM \`${schema.replaceAll("`", "``")}\`.\`${table}\``, label);
}
