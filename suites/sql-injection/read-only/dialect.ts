import type { Exchange } from "../../../src/model/exchange.ts";
import type { Random, Step } from "../../../src/model/ports.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { computedText } from "../../../src/payloads/sql/dialects.ts";
import type { StatementRunner } from "./statement-runner.ts";

/** A call that only one database knows, and of which the value does not matter. */
const tells = { postgres: "pg_typeof(1)", sqlite: "sqlite_version()" } as const;

/** Which database runs the statements; undefined when it is none of those this check speaks. */
export async function learnDialect(
  random: Random,
  run: (sql: string, step: Step) => Promise<Exchange>,
): Promise<StatementRunner["dialect"] | undefined> {
  for (const dialect of ["postgres", "sqlite"] as const) {
    const marker = newMarker(random);
    const sql = `SELECT ${computedText(marker)}||${tells[dialect]} AS gauntlet`;
    const exchange = await run(sql, {
      role: "control",
      label: `dialect:${dialect}`,
      facts: { computed: marker.product },
    });
    if (showsComputed(exchange, marker.product)) return dialect;
  }
  return undefined;
}
