import type { Exchange } from "../../../src/model/exchange.ts";
import type { Database, Random, Step } from "../../../src/model/ports.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { type SqlDialect, sqlDialects } from "../../../src/payloads/sql/dialects.ts";

/**
 * Which database runs the statements; undefined when it is none of those this check speaks. Each is asked for a text that
 * only it can make, joined to a product, so that what merely counts or filters words does not pass for a database.
 */
export async function learnDialect(
  random: Random,
  likely: Database["dialect"] | undefined,
  run: (sql: string, step: Step) => Promise<Exchange>,
): Promise<SqlDialect | undefined> {
  const likelyFirst = [...sqlDialects].sort((a, b) => Number(b.name === likely) - Number(a.name === likely));
  for (const dialect of likelyFirst) {
    const marker = newMarker(random);
    const exchange = await run(`SELECT ${dialect.joined(dialect.computedText(marker), dialect.tell)} AS gauntlet`, {
      role: "control",
      label: `dialect:${dialect.name}`,
      facts: { computed: marker.product },
    });
    if (showsComputed(exchange, marker.product)) return dialect;
  }
  return undefined;
}
