import type { Exchange } from "../../../src/model/exchange.ts";
import type { Random } from "../../../src/model/ports.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import type { Stages } from "./pipeline-runner.ts";

/** Two numbers to send and their sum, which only who adds them can write. */
export interface Sum {
  readonly a: number;
  readonly b: number;
  readonly total: string;
}

/** A new sum of nine or ten digits. */
export function newSum(random: Random): Sum {
  const a = random.integer(300_000_000, 999_999_999);
  const b = random.integer(300_000_000, 999_999_999);
  return { a, b, total: String(a + b) };
}

/** One document that holds the sum, made of the first one there is. */
export function oneDocument({ a, b }: Sum): Stages {
  return [{ $limit: 1 }, { $project: { gauntlet: { $sum: [a, b] } } }];
}

/** The same where a collection may be empty: a facet is a document whatever is in it. */
export function oneDocumentOfNone({ a, b }: Sum): Stages {
  return [{ $facet: { gauntlet: [{ $limit: 1 }] } }, { $project: { gauntlet: { $sum: [a, b] } } }];
}

/** True when the reply holds the sum that `asked` had the store compute, and its own request does not. */
export function showsSum(exchange: Exchange, asked: Exchange): boolean {
  return showsComputed(exchange, String(asked.facts.computed ?? ""));
}
