import type { Exchange } from "../../../src/model/exchange.ts";
import { learnAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import {
  commentedContexts,
  literalContexts,
  type QuoteContext,
  unquotedContext,
} from "../../../src/payloads/sql/contexts.ts";
import { type Aim, type Found, labelled, sentValue, type Technique } from "./technique.ts";

/**
 * A true condition must leave the answer as it was, a false one and an invalid one must change it, each with numbers drawn
 * at random. Only who evaluates the condition can tell them apart: the requests differ in nothing but the numbers, and the invalid
 * ones in a missing sign.
 */
export const booleanTechnique: Technique = {
  name: "boolean",
  computes: false,
  async probe(aim) {
    if (learnAnswer(replies(aim.baselines), aim.base) === undefined) return;
    for (const context of [...literalContexts, ...commentedContexts, unquotedContext]) {
      if (await holds(aim, context)) return;
    }
  },
  find(exchanges) {
    const baselines = labelled(exchanges, "baseline");
    const contexts = new Set(labelled(exchanges, "boolean").map((exchange) => String(exchange.facts.context)));
    for (const context of contexts) {
      const found = provenBy(exchanges, baselines, context);
      if (found !== undefined) return found;
    }
    return undefined;
  },
};

/**
 * Steps in the order they are asked; asking ends at the first that does not answer as an injectable statement would. A
 * server that answers at random gets through fourteen of them once in 16,000 times, and then once more on repetition.
 */
const steps = [
  ...(["true", "false", "true", "false", "invalid", "true", "true"] as const),
  ...(["false", "false", "true", "invalid", "true", "true", "false"] as const),
];

async function holds(aim: Aim, context: QuoteContext): Promise<boolean> {
  const stable = learnAnswer(replies(aim.baselines), aim.base);
  if (stable === undefined) return false;
  for (const truth of steps) {
    const value = `${aim.base}${context.open} AND ${condition(aim, truth)}${context.close}`;
    const exchange = await aim.send(value, {
      role: truth === "true" ? "control" : "attack",
      label: `boolean:${truth}`,
      facts: { context: context.name, holds: truth === "true" },
    });
    if (sameAnswer(stable, exchange.reply, value) !== (truth === "true")) return false;
  }
  return true;
}

/** Three numbers each time, so that true, false and invalid look alike to whoever does not evaluate them. */
function condition({ random }: Aim, truth: (typeof steps)[number]): string {
  const b = random.integer(5000, 9999);
  const c = random.integer(100, 999);
  const a = truth === "true" ? b - c : b - c - random.integer(1, 99);
  return truth === "invalid" ? `${a} ${b}-${c}` : `${a}=${b}-${c}`;
}

function provenBy(all: readonly Exchange[], baselines: readonly Exchange[], context: string): Found | undefined {
  const base = baselines[0] === undefined ? "" : sentValue(baselines[0]);
  const stable = learnAnswer(replies(baselines), base);
  const asked = labelled(all, "boolean").filter((exchange) => exchange.facts.context === context);
  if (stable === undefined || asked.length < steps.length) return undefined;
  const answers = asked.every(
    (exchange) => sameAnswer(stable, exchange.reply, sentValue(exchange)) === exchange.facts.holds,
  );
  const [first, ...others] = asked.map((exchange) => exchange.id);
  if (!answers || first === undefined) return undefined;
  return {
    proof: [first, ...others],
    because: "conditions added to the value are evaluated: true ones keep the answer, false and invalid ones change it",
  };
}

function replies(exchanges: readonly Exchange[]) {
  return exchanges.map((exchange) => exchange.reply);
}
