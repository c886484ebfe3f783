import type { Exchange } from "../../../src/model/exchange.ts";
import type { Step } from "../../../src/model/ports.ts";
import { newSum, oneDocument, showsSum } from "./computed-sum.ts";
import type { PipelineRunner, Stages } from "./pipeline-runner.ts";

/** Ways to see a collection through the tool: joined by `$unionWith`, or named in one of the tool's other arguments. */
export interface ReadBack {
  readonly union: boolean;
  /** Paths of arguments that may name the collection. */
  readonly paths: readonly string[];
}

/** Arguments tried for the name of the collection. */
const mostPaths = 2;

/**
 * Finds out how a collection could be seen. `sight:union` shows the sum where `$unionWith` reaches the collection that
 * another argument names; `sight:argument` hides it where a name that does not exist is put there.
 */
export async function findReadBack(runner: PipelineRunner): Promise<ReadBack> {
  const { random, others } = runner;
  let union = false;
  for (const { value } of others.slice(0, mostPaths)) {
    const sum = newSum(random);
    const seen = await runner.run([...nothing(random.word(8)), { $unionWith: value }, ...oneDocument(sum)], {
      role: "control",
      label: "sight:union",
      facts: { computed: sum.total },
    });
    union ||= showsSum(seen, seen);
    if (union) return { union, paths: [] };
  }
  const paths: string[] = [];
  for (const { path } of others.slice(0, mostPaths)) {
    const sum = newSum(random);
    const seen = await runner.runAt(
      { fresh: false, changed: { path, value: `gauntlet_${random.word(10)}` } },
      oneDocument(sum),
      { role: "control", label: "sight:argument", facts: { computed: sum.total, path } },
    );
    if (!showsSum(seen, seen)) paths.push(path);
  }
  return { union, paths };
}

/** Looks for a collection of ours in every way there is; `step` says which sum would be in it. */
export async function readBack(
  runner: PipelineRunner,
  { union, paths }: ReadBack,
  collection: string,
  fresh: boolean,
  step: Step,
): Promise<boolean> {
  const total = String(step.facts?.computed);
  const seen = (exchange: Exchange): boolean => showsSum(exchange, { ...exchange, facts: { computed: total } });
  if (union || paths.length === 0) {
    const stages: Stages = [...nothing(runner.random.word(8)), { $unionWith: collection }];
    if (seen(await runner.runAt({ fresh, changed: undefined }, stages, step))) return true;
  }
  for (const path of paths) {
    const changed = { path, value: collection };
    if (seen(await runner.runAt({ fresh, changed }, [{ $limit: 5 }], step))) return true;
  }
  return false;
}

/** True when a collection of ours would have been seen, had it been there; pure. */
export function sighted(exchanges: readonly Exchange[]): boolean {
  if (exchanges.some((exchange) => exchange.label === "sight:union" && showsSum(exchange, exchange))) return true;
  // Of two arguments that both matter one may be the database, and then neither is known to name the collection.
  return exchanges.filter((one) => one.label === "sight:argument" && !showsSum(one, one)).length === 1;
}

/** A stage that lets no document through. */
export function nothing(word: string): Stages {
  return [{ $match: { [`gauntlet_${word}`]: word } }];
}
