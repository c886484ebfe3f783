import type { Exchange } from "../../src/model/exchange.ts";
import type { Random, Step } from "../../src/model/ports.ts";
import { showsComputed } from "../../src/oracle/computed.ts";
import { newMarker } from "../../src/payloads/marker.ts";

/** A whole statement in any dialect of which only a database knows the result, as a step to send. */
export function selfMadeSelect(random: Random): { readonly sql: string; readonly step: Step } {
  const { a, b } = newMarker(random);
  return {
    sql: `SELECT ${a}*${b} AS gauntlet`,
    step: { role: "control", label: "takes-sql", facts: { computed: String(a * b) } },
  };
}

/** The exchange that shows that the argument is run as a statement: SQL by design, whatever it is called. */
export function takesSql(exchanges: readonly Exchange[]): Exchange | undefined {
  return exchanges.find(
    (exchange) => exchange.label === "takes-sql" && showsComputed(exchange, String(exchange.facts.computed)),
  );
}
