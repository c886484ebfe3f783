import type { Evidence } from "../../../src/model/check.ts";
import { replyText } from "../../../src/model/reply.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { computedText } from "../../../src/payloads/sql/dialects.ts";
import type { StatementRunner } from "./statement-runner.ts";
import type { Written } from "./transaction-escape.ts";

export const modifyingCte = "modifying-cte";

/**
 * A WITH clause that changes data where a guard expects a query. Where the database can be looked into, it inserts into a
 * table of our own; elsewhere it deletes no row of an existing table, which a read-only transaction refuses all the same.
 */
export async function probeModifyingCte(runner: StatementRunner, only: readonly string[] | undefined): Promise<void> {
  if (!(only?.includes(modifyingCte) ?? true)) return;
  if (runner.dialect === "sqlite") return deleteNothingInSqlite(runner);
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
    };
  }
  const accepted = labelled("cte:with-delete");
  const missing = labelled("cte:with-delete-missing");
  if (
    accepted?.reply.kind === "result" &&
    missing !== undefined &&
    missing.reply.kind !== "result" &&
    refused !== "" &&
    plain
  ) {
    return {
      technique: modifyingCte,
      proof: [accepted.id, missing.id, plain.id],
      because: `WITH … DELETE … WHERE 0 was executed: it is refused for a missing table only${refused}`,
    };
  }
  return undefined;
}

/** Our own tables that could not be dropped again; pure. */
export function leftObserverTables({ observations }: Evidence): readonly string[] {
  return observations
    .filter((seen) => seen.label === "cte:drop" && seen.facts.error !== undefined)
    .map((seen) => `table of ${String(seen.facts.sql)}`);
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
      `SELECT '${before}'||schemaname||'.'||tablename||'${after}' AS gauntlet FROM pg_catalog.pg_tables WHERE schemaname NOT IN ('pg_catalog','information_schema') AND schemaname||tablename ~ '^[a-z0-9_]+$' AND has_table_privilege(schemaname||'.'||tablename,'DELETE') ORDER BY 1 LIMIT 1`,
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

async function deleteNothingInSqlite(runner: StatementRunner): Promise<void> {
  const table = await someTable(
    runner,
    (before, after) =>
      `SELECT '${before}'||name||'${after}' AS gauntlet FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite%' AND name NOT GLOB '*[^a-zA-Z0-9_]*' LIMIT 1`,
  );
  if (table === undefined) return;
  const withDelete = (name: string): string => `WITH gauntlet AS (SELECT 1) DELETE FROM ${name} WHERE 0`;
  await runner.run(`DELETE FROM ${table} WHERE 0`, { role: "control", label: "cte:plain-delete", facts: { table } });
  await runner.run(withDelete(`gauntlet_${runner.random.word(10)}`), {
    role: "control",
    label: "cte:with-delete-missing",
  });
  await runner.run(withDelete(table), { role: "attack", label: "cte:with-delete", facts: { table } });
}

/** A table of the server's own, as the tool itself names it. */
async function someTable(
  { random, run }: StatementRunner,
  statement: (before: string, after: string) => string,
): Promise<string | undefined> {
  const before = random.word(6);
  const after = random.word(6);
  const exchange = await run(statement(before, after), { role: "control", label: "cte:find-table" });
  return new RegExp(`${before}([\\w.]{1,130})${after}`).exec(replyText(exchange.reply))?.[1];
}
