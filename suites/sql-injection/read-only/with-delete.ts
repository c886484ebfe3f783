import type { Evidence } from "../../../src/model/check.ts";
import { replyText, succeeded } from "../../../src/model/reply.ts";
import { modifyingCte } from "./modifying-cte.ts";
import { someTable } from "./some-table.ts";
import type { StatementRunner } from "./statement-runner.ts";
import type { Written } from "./written.ts";

/**
 * SQLite's WITH cannot change data inside a query, but it can stand before a DELETE: past a guard that lets statements
 * through which begin with WITH. It deletes no row, and returns none, so that it is told by what is refused beside it.
 */
export async function probeWithDelete(runner: StatementRunner, only: readonly string[] | undefined): Promise<void> {
  if (!(only?.includes(modifyingCte) ?? true)) return;
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
  await runner.run(`WITH gauntlet AS (SELECT 1) SELECT 1 FROM ${table} WHERE 0`, {
    role: "control",
    label: "cte:with-select",
    facts: { table },
  });
  await runner.run(withDelete(table), { role: "attack", label: "cte:with-delete", facts: { table } });
}

/** What the evidence shows; pure. A guard that answers a DELETE it did not run would hardly answer as for an empty SELECT. */
export function findWithDelete({ exchanges }: Evidence): Written | undefined {
  const labelled = (label: string) => exchanges.find((exchange) => exchange.label === label);
  const accepted = labelled("cte:with-delete");
  const missing = labelled("cte:with-delete-missing");
  const plain = labelled("cte:plain-delete");
  const select = labelled("cte:with-select");
  if (accepted === undefined || missing === undefined || plain === undefined || select === undefined) return undefined;
  if (!succeeded(accepted.reply) || succeeded(missing.reply) || succeeded(plain.reply)) return undefined;
  const because =
    "WITH … DELETE … WHERE 0 was accepted: it is refused for a missing table only, while the same DELETE without WITH is refused";
  const certain = replyText(accepted.reply) === replyText(select.reply);
  return { technique: modifyingCte, proof: [accepted.id, missing.id, plain.id, select.id], because, certain };
}
