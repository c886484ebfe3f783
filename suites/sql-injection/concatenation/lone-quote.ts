import type { Exchange } from "../../../src/model/exchange.ts";
import { type Found, labelled, type Technique } from "./technique.ts";

/**
 * An odd number of quotes is refused, an even number is not: what a value in a broken literal looks like. It is only a
 * suspicion, since other parsers than a database's mind quotes too.
 */
export const loneQuote: Technique = {
  name: "lone-quote",
  computes: false,
  async probe(aim) {
    for (const quotes of [1, 2, 3, 4]) {
      const odd = quotes % 2 === 1;
      const exchange = await aim.send(`${aim.base}${"'".repeat(quotes)}`, {
        role: odd ? "attack" : "control",
        label: `lone-quote:${odd ? "odd" : "even"}`,
      });
      if (refused(exchange) !== odd) return;
    }
  },
  find(exchanges): Found | undefined {
    const asked = labelled(exchanges, "lone-quote");
    const odd = asked.filter((exchange) => exchange.label.endsWith("odd"));
    const even = asked.filter((exchange) => exchange.label.endsWith("even"));
    if (odd.length < 2 || even.length < 2 || !odd.every(refused) || even.some(refused)) return undefined;
    const [first, ...others] = odd.map((exchange) => exchange.id);
    if (first === undefined) return undefined;
    return {
      proof: [first, ...others],
      because: "values with an odd number of quotes are refused, with an even number they are not",
    };
  },
};

function refused({ reply }: Exchange): boolean {
  return reply.kind === "tool-error" || reply.kind === "rpc-error" || reply.kind === "http-error";
}
