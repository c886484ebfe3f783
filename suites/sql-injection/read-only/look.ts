import type { Exchange } from "../../../src/model/exchange.ts";
import type { Observation } from "../../../src/model/observation.ts";
import type { Step } from "../../../src/model/ports.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import type { StatementRunner } from "./statement-runner.ts";

/** One look for a table of ours: in the database itself, or through the tool. */
export type Look = Exchange | Observation;

/** Looks for a table where it can be seen best: in the database, else through the tool on a session that took no part. */
export async function look(
  { database, runFresh }: StatementRunner,
  label: string,
  role: Step["role"],
  facts: { readonly table: string; readonly computed: string },
): Promise<Look> {
  const seen = await database?.query(anywhere(facts.table), label);
  if (seen !== undefined && seen.facts.error === undefined) return seen;
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
  if ("reply" in seen) return seen.reply.kind === "tool-error" || seen.reply.kind === "rpc-error";
  return seen.facts.error === undefined && seen.facts.count === 0;
}

/** The table in whatever schema it was made, with what it holds. */
function anywhere(table: string): string {
  return `SELECT schemaname, (xpath('/row/v/text()', query_to_xml(format('SELECT v FROM %I.%I', schemaname, tablename), false, true, '')))[1]::text AS v FROM pg_catalog.pg_tables WHERE tablename = '${table}'`;
}
