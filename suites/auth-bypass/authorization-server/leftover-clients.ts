import type { Evidence } from "../../../src/model/check.ts";
import { succeeded } from "../../../src/model/reply.ts";
import { factsOf } from "./server-facts.ts";

/** Clients that were registered and could not be removed, or whose removal failed. */
export function leftoverClients(evidence: Evidence): readonly string[] {
  const done = (label: RegExp): readonly string[] =>
    evidence.exchanges
      .filter((exchange) => label.test(exchange.label) && succeeded(exchange.reply))
      .map(({ facts }) => String(facts.client));
  const removed = done(/^unregister$/);
  const issuer = factsOf(evidence)?.issuer ?? "the authorization server";
  return done(/^register(?::|$)/)
    .filter((name) => !removed.includes(name))
    .map((name) => `the OAuth client ${name} at ${issuer}`);
}
