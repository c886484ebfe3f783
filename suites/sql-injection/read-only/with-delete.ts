import type { Evidence } from "../../../src/model/check.ts";
import { replyText } from "../../../src/model/reply.ts";
import { deleteNothing } from "./delete-nothing.ts";
import { modifyingCte } from "./modifying-cte.ts";
import { isRefusal } from "./refusal.ts";
import type { StatementRunner } from "./statement-runner.ts";
import type { Written } from "./written.ts";

/**
 * Outside PostgreSQL, WITH cannot change data inside a query, but it can stand before a DELETE: past a guard that lets
 * statements through which begin with WITH, or a driver that only runs what returns rows. It deletes no row, and returns
 * none, so that it is told by what is refused beside it.
 */
export async function deleteAfterWith({ dialect, random, run }: StatementRunner, table: string): Promise<void> {
  for (const returning of dialect.name === "sqlite" ? ["", " RETURNING 1"] : [""]) {
    const suffix = returning === "" ? "" : ":returning";
    const withDelete = (name: string): string =>
      `WITH gauntlet AS (SELECT 1 AS a) DELETE FROM ${name} WHERE 1=0${returning}`;
    const facts = { table };
    const attack = await run(withDelete(table), { role: "attack", label: `with-delete${suffix}`, facts });
    if (isRefusal(attack.reply)) continue;
    const missing = `gauntlet_${random.word(10)}`;
    await run(withDelete(missing), { role: "control", label: `with-delete-missing${suffix}` });
    if (returning !== "")
      await run(`${deleteNothing(table)}${returning}`, { role: "control", label: `plain${suffix}` });
    const select = `WITH gauntlet AS (SELECT 1 AS a) SELECT 1 FROM ${table} WHERE 1=0`;
    await run(select, { role: "control", label: `with-select${suffix}`, facts });
    return;
  }
}

/** What the evidence shows; pure. A guard that answers a DELETE it did not run would hardly answer as for an empty SELECT. */
export function findWithDelete({ exchanges }: Evidence): Written | undefined {
  const labelled = (label: string) => exchanges.find((exchange) => exchange.label === label);
  const accepted = exchanges.find(({ label, reply }) => /^with-delete(:returning)?$/.test(label) && !isRefusal(reply));
  const suffix = accepted?.label.slice("with-delete".length) ?? "";
  const missing = labelled(`with-delete-missing${suffix}`);
  const plain = labelled(suffix === "" ? "plain-delete" : `plain${suffix}`);
  const select = labelled(`with-select${suffix}`);
  if (accepted === undefined || missing === undefined || plain === undefined || select === undefined) return undefined;
  if (!isRefusal(missing.reply) || !isRefusal(plain.reply)) return undefined;
  const because =
    "WITH … DELETE … WHERE 1=0 was accepted: it is refused for a missing table only, while the same DELETE without WITH is refused";
  const certain = replyText(accepted.reply) === replyText(select.reply);
  return { technique: modifyingCte, proof: [accepted.id, missing.id, plain.id, select.id], because, certain };
}
