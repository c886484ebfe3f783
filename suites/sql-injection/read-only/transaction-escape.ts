import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Observation } from "../../../src/model/observation.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { computedText } from "../../../src/payloads/sql/dialects.ts";
import { type Escape, escapes } from "./escapes.ts";
import type { StatementRunner } from "./statement-runner.ts";

/** What the evidence shows of one way to write. */
export interface Written {
  readonly technique: string;
  readonly proof: readonly string[];
  readonly because: string;
}

/**
 * Makes a table of our own that holds a product the database had to compute, then looks whether it is there. The reply to
 * the write counts for nothing: some servers write and answer with an error.
 */
export async function probeEscapes(runner: StatementRunner, only: readonly string[] | undefined): Promise<void> {
  for (const way of escapes) {
    if (!way.dialects.includes(runner.dialect) || !(only?.includes(way.name) ?? true)) continue;
    if (await writes(runner, way)) return;
  }
}

/** The first escape of which the table was seen; pure. */
export function findEscape({ exchanges, observations }: Evidence): Written | undefined {
  for (const attack of exchanges.filter((exchange) => exchange.label.startsWith("write:"))) {
    const technique = attack.label.slice("write:".length);
    const seen = [...exchanges, ...observations].find(
      (item) => item.label === `look:${technique}` && shows(item, attack),
    );
    if (seen === undefined) continue;
    const where = "reply" in seen ? "read back through the tool on a new session" : "found in the database";
    const how = technique === "plain-write" ? "a plain CREATE TABLE" : `CREATE TABLE after "${technique}"`;
    const silent = attack.reply.kind === "result" ? "" : ", although the reply to it was an error";
    return { technique, proof: [attack.id, seen.id], because: `${how} wrote a table, ${where}${silent}` };
  }
  return undefined;
}

/** Tables that were made and not seen to be gone; pure. */
export function leftTables({ exchanges, observations }: Evidence): readonly string[] {
  const all = [...exchanges, ...observations];
  return exchanges
    .filter((exchange) => exchange.label.startsWith("write:"))
    .filter((attack) =>
      all.some(
        (item) =>
          item.label === attack.label.replace("write", "look") && item.round === attack.round && shows(item, attack),
      ),
    )
    .filter((attack) => {
      const gone = all.find(
        (item) => item.label === attack.label.replace("write", "gone") && item.round === attack.round,
      );
      return gone === undefined || shows(gone, attack);
    })
    .map((attack) => `table ${String(attack.facts.table)}`);
}

async function writes(runner: StatementRunner, way: Escape): Promise<boolean> {
  const table = `gauntlet_${runner.random.word(10)}`;
  const marker = newMarker(runner.random);
  const facts = { table, computed: marker.product };
  const create = `CREATE TABLE ${table} AS SELECT ${computedText(marker)} AS v`;
  let attack: Exchange | undefined;
  let seen = false;
  try {
    attack = await runner.run(way.wrap(create), { role: "attack", label: `write:${way.name}`, facts });
    seen = shows(await look(runner, `look:${way.name}`, "confirm", facts), attack);
  } finally {
    // Undefined = the run was stopped while the write was under way: it may have happened.
    if (seen || attack === undefined || attack.reply.kind === "result") {
      await runner.run(way.wrap(`DROP TABLE IF EXISTS ${table}`), {
        role: "cleanup",
        label: `drop:${way.name}`,
        facts,
      });
      if (seen) await look(runner, `gone:${way.name}`, "cleanup", facts);
    }
  }
  return seen;
}

async function look(
  { database, runFresh }: StatementRunner,
  label: string,
  role: "confirm" | "cleanup",
  facts: { readonly table: string; readonly computed: string },
): Promise<Exchange | Observation> {
  const seen = await database?.query(lookUp(facts.table), label);
  if (seen !== undefined && seen.facts.error === undefined) return seen;
  return runFresh(`SELECT v FROM ${facts.table}`, { role, label, facts });
}

/** The table in whatever schema it was made, with what it holds. */
function lookUp(table: string): string {
  return `SELECT schemaname, (xpath('/row/v/text()', query_to_xml(format('SELECT v FROM %I.%I', schemaname, tablename), false, true, '')))[1]::text AS v FROM pg_catalog.pg_tables WHERE tablename = '${table}'`;
}

function shows(item: Exchange | Observation, attack: Exchange): boolean {
  const computed = String(attack.facts.computed);
  if ("reply" in item) return showsComputed(item, computed);
  return JSON.stringify(item.facts.rows ?? []).includes(computed);
}
