import type { Exchange } from "../../src/model/exchange.ts";
import type { Random, Step } from "../../src/model/ports.ts";
import { replyText, succeeded } from "../../src/model/reply.ts";
import { showsComputed } from "../../src/oracle/computed.ts";
import { complainsOfSql } from "../../src/oracle/sql-complaint.ts";
import { newMarker } from "../../src/payloads/marker.ts";

type Run = (value: string, step: Step) => Promise<Exchange>;

/**
 * Asks whether the argument is run as a statement, whatever it is called: a SELECT in any dialect of which only who runs it
 * knows the result. What multiplies outside SQL too (a calculator, an assistant) is no database.
 */
export async function askTakesSql(random: Random, run: Run): Promise<boolean> {
  const { a, b, product } = newMarker(random);
  const facts = { computed: product };
  const select = await run(`SELECT ${a}*${b} AS gauntlet`, { role: "control", label: "takes-sql", facts });
  if (!showsComputed(select, product)) return false;
  return !(await askArithmetic(random, "", run));
}

/** Asks whether a product comes back that was asked for outside any statement: then computed values prove nothing here. */
export async function askArithmetic(random: Random, before: string, run: Run): Promise<boolean> {
  const { a, b, product } = newMarker(random);
  const exchange = await run(`${before}${a}*${b}`, {
    role: "control",
    label: "arithmetic",
    facts: { computed: product },
  });
  return showsComputed(exchange, product);
}

/** The exchange that shows that the argument is run as a statement: SQL by design; pure. */
export function takesSql(exchanges: readonly Exchange[]): Exchange | undefined {
  if (doesArithmetic(exchanges)) return undefined;
  return exchanges.find((exchange) => exchange.label === "takes-sql" && shows(exchange));
}

/**
 * True where the argument is a whole statement that is looked at rather than run, such as by EXPLAIN: the valid value is
 * one, another one is taken, and a word that is none is refused. Pure.
 */
export function takesStatement(exchanges: readonly Exchange[]): boolean {
  const named = (label: string) => exchanges.find((exchange) => exchange.label === label);
  const [baseline, select, nonsense] = [named("baseline"), named("takes-sql"), named("sight:nonsense")];
  if (baseline === undefined || select === undefined || nonsense === undefined) return false;
  const refused = !succeeded(nonsense.reply) || complainsOfSql(replyText(nonsense.reply));
  const taken = succeeded(select.reply) && !complainsOfSql(replyText(select.reply));
  return statement.test(String(baseline.facts.value)) && taken && refused;
}

const statement = /^\s*(?:select|with|values|table|show|describe|explain|pragma)\s/i;

/** True when a product came back that nobody asked a database for; pure. */
export function doesArithmetic(exchanges: readonly Exchange[]): boolean {
  return exchanges.some((exchange) => exchange.label === "arithmetic" && shows(exchange));
}

function shows(exchange: Exchange): boolean {
  return showsComputed(exchange, String(exchange.facts.computed));
}
