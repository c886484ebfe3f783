import type { Evidence } from "../../../src/model/check.ts";
import { replyText } from "../../../src/model/reply.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { isRefusal } from "./refusal.ts";
import type { StatementRunner } from "./statement-runner.ts";
import type { Written } from "./written.ts";

export const modifyingCte = "modifying-cte";
export const explainAnalyze = "explain-analyze";

/** A WITH clause that inserts into a table of our own, made and looked into through the database. True when the row arrived. */
export async function insertInWith({ dialect, database, random, run }: StatementRunner): Promise<boolean> {
  if (database?.dialect !== "postgres") return false;
  const table = `gauntlet_${random.word(10)}`;
  const marker = newMarker(random);
  const made = await database.query(`CREATE TABLE ${table} (v text)`, "cte:create");
  if (made.facts.error !== undefined) return false;
  try {
    const insert = `INSERT INTO ${table} VALUES (${dialect.computedText(marker)}) RETURNING v`;
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

/** A WITH clause that deletes no row of an existing table, which a read-only transaction refuses all the same. */
export async function deleteInWith({ random, run }: StatementRunner, table: string): Promise<boolean> {
  const { a, b, product } = newMarker(random);
  const exchange = await run(
    `WITH gauntlet AS (DELETE FROM ${table} WHERE false RETURNING 1) SELECT CAST((SELECT count(*) FROM gauntlet)+${a}*${b} AS text) AS v`,
    { role: "attack", label: "cte:delete-none", facts: { table, computed: product } },
  );
  return showsComputed(exchange, product);
}

/** EXPLAIN ANALYZE runs what it explains, and a read-only transaction refuses that too. */
export async function deleteInExplain({ random, run }: StatementRunner, table: string): Promise<boolean> {
  const explain = (of: string): string => `EXPLAIN ANALYZE DELETE FROM ${of} WHERE 1=0`;
  const exchange = await run(explain(table), { role: "attack", label: "explain:delete", facts: { table } });
  if (!timesOf(replyText(exchange.reply))) return false;
  const missing = await run(explain(`gauntlet_${random.word(10)}`), { role: "control", label: "explain:missing" });
  return !timesOf(replyText(missing.reply));
}

/** What the evidence shows; pure. */
export function findModifyingCte({ exchanges, observations }: Evidence, promised: boolean): Written | undefined {
  const labelled = (label: string) => exchanges.find((exchange) => exchange.label === label);
  const plain = labelled("plain-delete");
  const plainRefused = plain !== undefined && isRefusal(plain.reply);
  if (!promised && !plainRefused) return undefined;
  const refused = plainRefused ? ", while the same DELETE without it is refused" : "";
  const plainId = plain === undefined ? [] : [plain.id];
  const insert = labelled("cte:insert");
  const row = observations.find((seen) => seen.label === "cte:look");
  if (insert && row && JSON.stringify(row.facts.rows ?? []).includes(String(insert.facts.computed))) {
    const because = "WITH … (INSERT …) SELECT wrote a row, found in the database";
    return { technique: modifyingCte, proof: [insert.id, row.id], because, certain: true };
  }
  const computed = labelled("cte:delete-none");
  if (computed && showsComputed(computed, String(computed.facts.computed))) {
    return {
      technique: modifyingCte,
      proof: [computed.id, ...plainId],
      because: `WITH … (DELETE … WHERE false …) SELECT was executed, which a read-only transaction refuses even for no rows${refused}`,
      certain: true,
    };
  }
  const explained = labelled("explain:delete");
  const missing = labelled("explain:missing");
  if (explained && missing && timesOf(replyText(explained.reply)) && !timesOf(replyText(missing.reply))) {
    return {
      technique: explainAnalyze,
      proof: [explained.id, missing.id, ...plainId],
      because: `EXPLAIN ANALYZE DELETE … WHERE 1=0 was executed, which a read-only transaction refuses even for no rows${refused}`,
      certain: true,
    };
  }
  return undefined;
}

/** The times that only a statement which ran can have. */
function timesOf(text: string): boolean {
  return /Execution Time: [\d.]+ ms/i.test(text);
}
