import type { Exchange } from "../../../src/model/exchange.ts";
import type { Json } from "../../../src/model/json.ts";
import { learnAnswer, type StableAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import { type DocumentAim, sentText } from "./document-aim.ts";
import { shuffled } from "./shuffled.ts";

/** A value to send, and whether a store that evaluates it must answer as for the valid value. */
export interface Question {
  readonly value: Json;
  readonly holds: boolean;
}

/**
 * Questions of one series. A server that answers at random gets through this many once in 16,384 times, and then once
 * more on repetition.
 */
export const leastQuestions = 14;

/** Asks one question after another, in an order nobody can foresee; ends at the first that does not answer as expected. */
export async function askSeries(aim: DocumentAim, technique: string, questions: readonly Question[]): Promise<boolean> {
  const stable = stableOf(aim.baselines);
  if (stable === undefined) return false;
  for (const { value, holds } of shuffled(questions, aim.random)) {
    const exchange = await aim.send(value, {
      role: holds ? "control" : "attack",
      label: `series:${technique}`,
      facts: { holds, asked: questions.length },
    });
    if (sameAnswer(stable, exchange.reply, sentText(exchange)) !== holds) return false;
  }
  return true;
}

/** The exchanges of a series that was answered to its end as only who evaluates it could; undefined otherwise. Pure. */
export function followedSeries(
  exchanges: readonly Exchange[],
  technique: string,
): readonly [string, ...string[]] | undefined {
  const stable = stableOf(exchanges.filter(({ label }) => label === "baseline"));
  const asked = exchanges.filter(({ label }) => label === `series:${technique}`);
  const [first, ...others] = asked;
  if (stable === undefined || first === undefined) return undefined;
  if (asked.length < leastQuestions || asked.length < Number(first.facts.asked)) return undefined;
  const followed = asked.every(
    (exchange) => sameAnswer(stable, exchange.reply, sentText(exchange)) === exchange.facts.holds,
  );
  return followed ? [first.id, ...others.map(({ id }) => id)] : undefined;
}

/** What the tool answers to the valid value; undefined where that was never the same twice. */
export function stableOf(baselines: readonly Exchange[]): StableAnswer | undefined {
  const [first] = baselines;
  if (first === undefined) return undefined;
  return learnAnswer(
    baselines.map(({ reply }) => reply),
    sentText(first),
  );
}
