import type { Exchange } from "../../../src/model/exchange.ts";
import { newSum, oneDocument, oneDocumentOfNone, showsSum } from "./computed-sum.ts";
import type { PipelineRunner } from "./pipeline-runner.ts";

const makers = { documents: oneDocument, facet: oneDocumentOfNone } as const;

/** How a pipeline gets one document to work with here. */
export type Source = keyof typeof makers;

export const sourceStages = makers;

/** Asks whether the argument is run as a pipeline: only who runs it knows the sum. Undefined when it is not. */
export async function askTakesPipeline(runner: PipelineRunner, label: string): Promise<Source | undefined> {
  for (const source of ["documents", "facet"] as const) {
    const sum = newSum(runner.random);
    const exchange = await runner.run(makers[source](sum), {
      role: "control",
      label: `${label}:${source}`,
      facts: { computed: sum.total },
    });
    if (showsSum(exchange, exchange)) return source;
  }
  return undefined;
}

/** The exchange that shows that the argument is run as a pipeline; pure. */
export function takesPipeline(exchanges: readonly Exchange[], label: string): Exchange | undefined {
  return exchanges.find((exchange) => exchange.label.startsWith(`${label}:`) && showsSum(exchange, exchange));
}
