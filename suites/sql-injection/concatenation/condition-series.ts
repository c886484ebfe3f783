import type { Exchange } from "../../../src/model/exchange.ts";
import type { Random } from "../../../src/model/ports.ts";
import { succeeded } from "../../../src/model/reply.ts";
import { learnAnswers, type StableAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import type { Truth } from "../../../src/payloads/sql/condition.ts";
import type { SqlPlace } from "../../../src/payloads/sql/place.ts";
import { answersLike, baseAnswer } from "./baselines.ts";
import { type Sight, sightOf } from "./sight.ts";
import { type Aim, labelled, sentValue } from "./technique.ts";

/** What follows the first two questions, in an order drawn at random. */
const rest: readonly Truth[] = [
  ...Array.from({ length: 7 }, () => "true" as const),
  ...Array.from({ length: 4 }, () => "false" as const),
  ...Array.from({ length: 3 }, () => "invalid" as const),
];

/**
 * Questions to one place. A server that answers at random gets through sixteen once in 65,000 times at the best, one that is
 * compared with its own first answer once in 32,000; and then once more on repetition.
 */
const questions = rest.length + 2;

/**
 * Asks one place: what is true must keep the answer, what is false or invalid must change it. Ends at the first answer that
 * an injectable statement would not give; true when there was none.
 */
export async function askConditions(aim: Aim, label: string, place: SqlPlace): Promise<boolean> {
  const stable = baseAnswer(aim.sent());
  const sight = sightOf(aim.sent());
  const asked: Exchange[] = [];
  for (const truth of ["true", "false", ...shuffled(rest, aim.random)] as const) {
    const value = place.value(aim, truth);
    const exchange = await aim.send(value, {
      role: truth === "true" ? "control" : "attack",
      label: `${label}:${truth}`,
      facts: { place: place.name, holds: truth === "true" },
    });
    asked.push(exchange);
    // A refusal that every word gets was not read as SQL.
    if (asked.length === 1 && place.answer === "own" && !succeeded(exchange.reply) && refusedLike(sight, exchange)) {
      return false;
    }
    if (!consistent(asked, place, stable)) return false;
  }
  return true;
}

/** The exchanges that show that conditions in this place are evaluated; undefined where they do not. Pure. */
export function provenConditions(
  exchanges: readonly Exchange[],
  label: string,
  place: SqlPlace,
): readonly [string, ...string[]] | undefined {
  const asked = labelled(exchanges, label).filter(({ facts }) => facts.place === place.name);
  const [first, ...others] = asked.map(({ id }) => id);
  if (first === undefined || asked.length < questions || !consistent(asked, place, baseAnswer(exchanges))) {
    return undefined;
  }
  return [first, ...others];
}

/** True as long as every answer is what an injectable statement would give. */
function consistent(asked: readonly Exchange[], place: SqlPlace, stable: StableAnswer | undefined): boolean {
  const reference = place.answer === "base" ? stable : ownAnswer(asked, stable);
  if (reference === undefined) return false;
  return asked.every((exchange) => answersLike(reference, exchange) === exchange.facts.holds);
}

/**
 * The answer that the first two true values agree on; one of them, while there is only one. Where not even the valid value
 * has an answer that stays, all that counts is whether a call succeeds.
 */
function ownAnswer(asked: readonly Exchange[], stable: StableAnswer | undefined): StableAnswer | undefined {
  const held = asked.filter(({ facts }) => facts.holds === true).slice(0, 2);
  const [first] = held;
  if (first === undefined) return undefined;
  if (stable === undefined) {
    return { kind: first.reply.kind, words: new Set(), volatile: Number.POSITIVE_INFINITY, sent: "" };
  }
  const learnt = learnAnswers(
    held.map((exchange) => ({ reply: exchange.reply, value: sentValue(exchange) })),
    stable.sent,
  );
  // They may differ by what changes in the answer to the valid value, too, and by nothing else.
  if (learnt === undefined || learnt.volatile > Math.ceil(stable.volatile * 1.2)) return undefined;
  return { ...learnt, volatile: stable.volatile };
}

function refusedLike({ nonsense }: Sight, exchange: Exchange): boolean {
  if (nonsense === undefined || succeeded(nonsense.reply)) return false;
  const learnt = learnAnswers([{ reply: nonsense.reply, value: sentValue(nonsense) }], "");
  return learnt !== undefined && sameAnswer(learnt, exchange.reply, sentValue(exchange));
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const left = [...items];
  return items.map(() => left.splice(random.integer(0, left.length - 1), 1)[0] as T);
}
