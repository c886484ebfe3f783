import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { literalContexts } from "../../../src/payloads/sql/contexts.ts";
import { sqlDialects } from "../../../src/payloads/sql/dialects.ts";
import { labelled, type Technique } from "./technique.ts";

/**
 * Makes the database name a product it had to compute in an error message. The factors are sent, the product is
 * not, so text that merely echoes the request cannot match.
 */
export const errorTechnique: Technique = {
  name: "error",
  async probe(aim) {
    for (const dialect of sqlDialects) {
      for (const context of literalContexts) {
        const marker = newMarker(aim.random);
        const condition = dialect.errorOf(marker);
        const exchange = await aim.send(`${aim.base}${context.open} AND ${condition}${context.close}`, {
          role: "attack",
          label: `error:${dialect.name}:${context.name}`,
          facts: { computed: marker.product },
        });
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
