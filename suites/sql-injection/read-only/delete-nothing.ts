import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { isRefusal, refusedAsReadOnly } from "./refusal.ts";
import type { StatementRunner } from "./statement-runner.ts";
import { disguises, waysFor } from "./ways.ts";
import type { Written } from "./written.ts";

/** A DELETE that no row meets: what may not write is refused it all the same, and nothing is left behind. */
export const deleteNothing = (table: string): string => `DELETE FROM ${table} WHERE 1=0`;

/** Asks for the same DELETE without any disguise: what is refused here and done elsewhere contradicts itself. */
export async function askPlainDelete({ run }: StatementRunner, table: string): Promise<void> {
  await run(deleteNothing(table), { role: "control", label: "plain-delete", facts: { table } });
}

/** True when the result of a second statement of one call can be seen. */
export async function showsSecondResult({ dialect, random, run }: StatementRunner): Promise<boolean> {
  const marker = newMarker(random);
  const exchange = await run(`SELECT 1 AS a; SELECT ${dialect.computedText(marker)} AS v`, {
    role: "control",
    label: "second-result",
    facts: { computed: marker.product },
  });
  return showsComputed(exchange, marker.product);
}

/**
 * Hides the DELETE from whoever reads the text in another way than the database, with a SELECT behind it whose result comes
 * only when the DELETE went well: a batch ends at its first error.
 */
export async function deleteInEachDisguise(runner: StatementRunner, table: string): Promise<boolean> {
  const { dialect, random, run, wants } = runner;
  const attempt = async (wrap: (write: string, then: string) => string, of: string, label: string) => {
    const marker = newMarker(random);
    const sql = wrap(deleteNothing(of), `SELECT ${dialect.computedText(marker)} AS v`);
    const role = label.startsWith("disguise:") ? "attack" : "control";
    const exchange = await run(sql, { role, label, facts: { table: of, computed: marker.product } });
    return showsComputed(exchange, marker.product);
  };
  for (const { name, wrap } of waysFor(disguises, dialect.name)) {
    if (!wants(name) || !(await attempt(wrap, table, `disguise:${name}`))) continue;
    if (!(await attempt(wrap, `gauntlet_${random.word(10)}`, `disguise-missing:${name}`))) return true;
  }
  return false;
}

/** What the evidence shows of it; pure. */
export function findDisguisedDelete({ exchanges }: Evidence, promised: boolean): Written | undefined {
  const plain = exchanges.find(({ label }) => label === "plain-delete");
  if (!promised && (plain === undefined || !isRefusal(plain.reply))) return undefined;
  for (const attack of exchanges.filter(({ label }) => label.startsWith("disguise:"))) {
    const technique = attack.label.slice("disguise:".length);
    const missing = exchanges.find(({ label }) => label === `disguise-missing:${technique}`);
    if (missing === undefined || !showsProduct(attack) || showsProduct(missing)) continue;
    const refused = plain !== undefined && isRefusal(plain.reply) ? ", while the same DELETE alone is refused" : "";
    return {
      technique,
      proof: [attack.id, missing.id, ...(plain === undefined ? [] : [plain.id])],
      because: `DELETE … WHERE 1=0 in the disguise "${technique}" was run: the statement behind it gave its result, which it does not when the table is missing${refused}`,
      certain: true,
    };
  }
  return undefined;
}

/** A disguise that got past the tool, and that the database alone stopped: no write, and no guard to rely on either; pure. */
export function findStoppedDisguise({ exchanges }: Evidence): Written | undefined {
  const plain = exchanges.find(({ label }) => label === "plain-delete");
  if (plain === undefined || refusedAsReadOnly(plain.reply)) return undefined;
  const passed = exchanges.find(({ label, reply }) => label.startsWith("disguise:") && refusedAsReadOnly(reply));
  if (passed === undefined) return undefined;
  const technique = passed.label.slice("disguise:".length);
  return {
    technique,
    proof: [passed.id, plain.id],
    because: `a DELETE that the tool refuses passed it in the disguise "${technique}", and only the read-only transaction of the database stopped it: what ends a transaction, or needs none, was not tried behind that disguise`,
    certain: false,
  };
}

function showsProduct(exchange: Exchange): boolean {
  return showsComputed(exchange, String(exchange.facts.computed));
}
