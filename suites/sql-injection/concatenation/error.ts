import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { literalContexts, unquotedContext } from "../../../src/payloads/sql/contexts.ts";
import { sqlDialects } from "../../../src/payloads/sql/dialects.ts";
import { labelled, type Technique } from "./technique.ts";

/** Contexts of a condition, and of a value that is stored: there text is joined to text. */
const contexts = [
  ...[...literalContexts, unquotedContext].map((context) => ({ ...context, joint: " AND 1=" })),
  { name: "stored", open: "'", joint: "||", close: "||'" },
];

/**
 * Makes the database name a product it had to compute in an error message. The factors are sent, the product is
 * not, so text that merely echoes the request cannot match.
 */
export const errorTechnique: Technique = {
  name: "error",
  computes: true,
  async probe(aim) {
    for (const dialect of sqlDialects) {
      for (const context of contexts) {
        const marker = newMarker(aim.random);
        const exchange = await aim.send(
          `${aim.base}${context.open}${context.joint}${dialect.erring(marker)}${context.close}`,
          {
            role: "attack",
            label: `error:${dialect.name}:${context.name}`,
            facts: { computed: marker.product },
          },
        );
        if (showsComputed(exchange, marker.product)) return;
      }
    }
  },
  find(exchanges) {
    const hit = labelled(exchanges, "error").find((exchange) =>
      showsComputed(exchange, String(exchange.facts.computed)),
    );
    if (hit === undefined) return undefined;
    return { proof: [hit.id], because: "the database computed a value from the argument and named it in an error" };
  },
};
