import type { Evidence } from "../../../src/model/check.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { computedText } from "../../../src/payloads/sql/dialects.ts";
import { someTable } from "./some-table.ts";
import type { StatementRunner } from "./statement-runner.ts";
import type { Written } from "./written.ts";

export const modifyingCte = "modifying-cte";

/**
 * A WITH clause that changes data where a guard expects a query. Where the database can be looked into, it inserts into a
 * table of our own; elsewhere it deletes no row of an existing table, which a read-only transaction refuses all the same.
 */
export async function probeModifyingCte(runner: StatementRunner, only: readonly string[] | undefined): Promise<void> {
  if (!(only?.includes(modifyingCte) ?? true)) return;
  if (!(await insertIntoOurs(runner))) await deleteNothingInPostgres(runner);
}

/** What the evidence shows; pure. */
export function findModifyingCte({ exchanges, observations }: Evidence): Written | undefined {
  const labelled = (label: string) => exchanges.find((exchange) => exchange.label === label);
  const insert = labelled("cte:insert");
  const row = observations.find((seen) => seen.label === "cte:look");
  if (insert && row && JSON.stringify(row.facts.rows ?? []).includes(String(insert.facts.computed))) {
    return {
      technique: modifyingCte,
      proof: [insert.id, row.id],
      because: "WITH … (INSERT …) SELECT wrote a row, found in the database",
      certain: true,
    };
  }
  const computed = labelled("cte:delete-none");
  const plain = labelled("cte:plain-delete");
  const refused =
    plain !== undefined && plain.reply.kind !== "result" ? ", while the same DELETE without WITH is refused" : "";
  if (computed && showsComputed(computed, String(computed.facts.computed))) {
    const proof = [computed.id, ...(plain === undefined ? [] : [plain.id])];
    return {
      technique: modifyingCte,
      proof,
      because: `WITH … (DELETE … WHERE false …) SELECT was executed, which a read-only transaction refuses even for no rows${refused}`,
      certain: true,
    };
  }
  return undefined;
}

/** True when the row arrived, or could have: false asks for the other way. */
async function insertIntoOurs({ database, random, run }: StatementRunner): Promise<boolean> {
  if (database === undefined) return false;
  const table = `gauntlet_${random.word(10)}`;
  const marker = newMarker(random);
  const made = await database.query(`CREATE TABLE ${table} (v text)`, "cte:create");
  if (made.facts.error !== undefined) return false;
  try {
    await database.query(`GRANT ALL ON ${table} TO PUBLIC`, "cte:grant");
    const insert = `INSERT INTO ${table} VALUES (${computedText(marker)}) RETURNING v`;
    await run(`WITH gauntlet AS (${insert}) SELECT v FROM gauntlet`, {
      role: "attack",
      label: "cte:insert",
      facts: { table, computed: marker.product },
    });
    const seen = await database.query(`SELECT v FROM ${table}`, "cte:look");
    return seen.facts.count === 1;
  } finally {
    await database.query(`DROP TABLE ${table}`, "cte:drop");
  }
}

async function deleteNothingInPostgres(runner: StatementRunner): Promise<void> {
  const table = await someTable(
    runner,
    (before, after) =>
      `SELECT '${before}'||schemaname||'.'||tablename||'${after}' AS gauntlet FROM pg_catalog.pg_tables WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema' AND schemaname||tablename ~ '^[a-z0-9_]+$' AND has_table_privilege(schemaname||'.'||tablename,'DELETE') ORDER BY 1 LIMIT 1`,
  );
  if (table === undefined) return;
  const { a, b, product } = newMarker(runner.random);
  await runner.run(`DELETE FROM ${table} WHERE false`, {
    role: "control",
    label: "cte:plain-delete",
    facts: { table },
  });
  await runner.run(
    `WITH gauntlet AS (DELETE FROM ${table} WHERE false RETURNING 1) SELECT CAST((SELECT count(*) FROM gauntlet)+${a}*${b} AS text) AS v`,
    { role: "attack", label: "cte:delete-none", facts: { table, computed: product } },
  );
}
