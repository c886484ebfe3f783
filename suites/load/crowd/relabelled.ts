import type { Exchange } from "../../../src/model/exchange.ts";
import type { Visit } from "../../../src/model/identity.ts";
import type { Identities, Step } from "../../../src/model/ports.ts";

/** Parts of a label that say when, and for which check, an exchange was made. */
const separator = "/";

/** The same port, whose steps are labelled with what stands before theirs. */
export function relabelled(identities: Identities, ...before: readonly string[]): Identities {
  const named = (step: Step): Step => ({ ...step, label: [...before, step.label].join(separator) });
  const visiting = (visit: Visit): Visit => ({
    ...visit,
    request: (method, params, step, as) => visit.request(method, params, named(step), as),
    bare: (method, step, as) => visit.bare(method, named(step), as),
  });
  return {
    ...identities,
    async enter(who, step) {
      const { visit, exchange } = await identities.enter(who, named(step));
      return { exchange, visit: visit && visiting(visit) };
    },
  };
}

/** The exchanges that were labelled so, with the labels that their check gave them. */
export function labelledWith(exchanges: readonly Exchange[], ...before: readonly string[]): readonly Exchange[] {
  const start = `${[...before, ""].join(separator)}`;
  return exchanges
    .filter(({ label }) => label.startsWith(start))
    .map((exchange) => ({ ...exchange, label: exchange.label.slice(start.length) }));
}
