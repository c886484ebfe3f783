import type { Exchange } from "../../../src/model/exchange.ts";
import type { Json } from "../../../src/model/json.ts";
import type { Random, Step } from "../../../src/model/ports.ts";

/** One argument of a tool that may ask a document store: everything but its value stays valid. */
export interface DocumentAim {
  /** Replies to the value that makes the tool work, the same request more than once. */
  readonly baselines: readonly Exchange[];
  readonly random: Random;
  /** Sends a value of whatever type; the judge finds it again as `facts.value`. */
  send(value: Json, step: Step): Promise<Exchange>;
}

/** What an exchange sent in the argument under test, as text: what a reply may echo. */
export function sentText({ facts }: Exchange): string {
  return typeof facts.value === "string" ? facts.value : JSON.stringify(facts.value ?? null);
}
