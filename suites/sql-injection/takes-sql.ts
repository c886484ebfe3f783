import type { Exchange } from "../../src/model/exchange.ts";
import type { Random, Step } from "../../src/model/ports.ts";
import { showsComputed } from "../../src/oracle/computed.ts";
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

/** True when a product came back that nobody asked a database for; pure. */
export function doesArithmetic(exchanges: readonly Exchange[]): boolean {
  return exchanges.some((exchange) => exchange.label === "arithmetic" && shows(exchange));
}

function shows(exchange: Exchange): boolean {
  return showsComputed(exchange, String(exchange.facts.computed));
}
