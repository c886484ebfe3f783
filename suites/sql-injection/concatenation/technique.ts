import type { Exchange } from "../../../src/model/exchange.ts";
import type { Random, Step } from "../../../src/model/ports.ts";

/** One argument to aim at: everything but its value stays valid. */
export interface Aim {
  /** A value that makes the tool work, as text. */
  readonly base: string;
  readonly random: Random;
  /** True where the owner or the server says that nothing is changed by the tool. */
  readonly readOnly: boolean;
  /** Sends a value; the judge finds it again as `facts.value`. */
  send(value: string, step: Step): Promise<Exchange>;
  /** Everything sent so far, in order: what a technique learns from the ones before it, a judge can learn too. */
  sent(): readonly Exchange[];
}

/** What the evidence shows. */
export interface Found {
  readonly proof: readonly [string, ...string[]];
  readonly because: string;
}

/** One way to show that a value became part of a statement: how to ask, and how to read the answer. */
export interface Technique {
  readonly name: string;
  /** True when its proof is a product that came back: worth nothing where products come back anyway. */
  readonly computes: boolean;
  probe(aim: Aim): Promise<void>;
  /** Pure; looks only at exchanges that `probe` labelled. */
  find(exchanges: readonly Exchange[]): Found | undefined;
}

/** The value that an exchange sent in the argument under test. */
export function sentValue(exchange: Exchange): string {
  const { value } = exchange.facts;
  return typeof value === "string" ? value : value === undefined ? "" : String(value);
}

/** Exchanges of one technique, by the label its probe gave them. */
export function labelled(exchanges: readonly Exchange[], prefix: string): readonly Exchange[] {
  return exchanges.filter((exchange) => exchange.label === prefix || exchange.label.startsWith(`${prefix}:`));
}
